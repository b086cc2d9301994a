package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys of krbtgt a rollover keeps, and for how long. Tickets live 10 h here and are renewable for 7 days. */
class KrbtgtRolloverTest {
    private static final RealmName REALM = RealmName.of("LUEBECK.EXAMPLE");
    private static final KdcSettings SETTINGS =
            RealmSettings.defaults(REALM, "localhost").kdc();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofDays(7).plusSeconds(1);

    @TempDir
    Path home;

    private final Steps clock = new Steps();
    private final KeyMaker maker = new KeyMaker(RANDOM);
    private RealmStore store;

    @BeforeEach
    void aRealm() {
        store = RealmStore.create(home, REALM, clock, RANDOM);
        store.principals()
                .write(
                        "test",
                        changes -> changes.add(PrincipalDraft.of(
                                PrincipalName.krbtgt(REALM),
                                maker.random(SETTINGS.etypes()).at(Kvno.FIRST))));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private KrbtgtRollover.Done roll(boolean revokeOld, EncType... etypes) throws RealmFailure {
        return new KrbtgtRollover(SETTINGS, store.principals(), maker, clock, "test").roll(List.of(etypes), revokeOld);
    }

    private List<PrincipalKey> keys() {
        return store.principals()
                .find(PrincipalName.krbtgt(REALM))
                .map(PrincipalEntry::keys)
                .orElseThrow();
    }

    private List<Long> kvnos() {
        return keys().stream().map(key -> key.kvno().value()).distinct().toList();
    }

    @Test
    @Tag("K-099")
    void theOldKeyStaysAsLongAsATicketUnderItCanLive() throws RealmFailure {
        KrbtgtRollover.Done done = roll(false);

        assertThat(done.newest()).isEqualTo(Kvno.of(2));
        assertThat(done.sealsFrom()).isEqualTo(NOON.plusSeconds(1));
        assertThat(done.kept()).containsExactly(entry(Kvno.FIRST, NOON.plus(OVERLAP)));
        assertThat(done.dropped()).isEmpty();
        assertThat(kvnos()).containsExactly(2L, 1L);
        assertThat(keys())
                .extracting(PrincipalKey::etype)
                .startsWith(SETTINGS.etypes().toArray(EncType[]::new));
    }

    @Test
    void aKeyIsDroppedByTheFirstRolloverAfterItsLastTicketHasEndedAndNotBefore() throws RealmFailure {
        roll(false);
        clock.now = NOON.plus(OVERLAP);
        roll(false);
        assertThat(kvnos()).containsExactly(3L, 2L, 1L);

        clock.now = NOON.plus(OVERLAP).plusMillis(1);
        KrbtgtRollover.Done done = roll(false);

        assertThat(done.dropped()).containsExactly(Kvno.FIRST);
        assertThat(done.kept().keySet()).containsExactly(Kvno.of(3), Kvno.of(2));
        assertThat(kvnos()).containsExactly(4L, 3L, 2L);
    }

    /** Two rollovers in a row: the key between them was used for a moment, the first until then. */
    @Test
    void everyKeysTimeBeginsWithTheNextOne() throws RealmFailure {
        roll(false);
        clock.now = NOON.plus(Duration.ofDays(3));

        KrbtgtRollover.Done done = roll(false);

        assertThat(done.kept())
                .containsExactly(
                        entry(Kvno.of(2), NOON.plus(Duration.ofDays(3)).plus(OVERLAP)),
                        entry(Kvno.FIRST, NOON.plus(OVERLAP)));
    }

    @Test
    void onTheBadDayAllOldKeysGoAndTheNewOneSealsAtOnce() throws RealmFailure {
        roll(false);
        clock.now = NOON.plusSeconds(60);

        KrbtgtRollover.Done done = roll(true);

        assertThat(done.newest()).isEqualTo(Kvno.of(3));
        assertThat(done.sealsFrom()).isEqualTo(clock.now);
        assertThat(done.kept()).isEmpty();
        assertThat(done.dropped()).containsExactly(Kvno.of(2), Kvno.FIRST);
        assertThat(kvnos()).containsExactly(3L);
    }

    @Test
    void theNewKeysHaveTheEnctypesAskedForIfTheRealmServesOne() throws RealmFailure {
        roll(true, EncType.AES256_CTS_HMAC_SHA384_192);
        assertThat(keys()).extracting(PrincipalKey::etype).containsExactly(EncType.AES256_CTS_HMAC_SHA384_192);

        assertThatThrownBy(() -> roll(false, new EncType(23))).hasMessageContaining("serves none of these enctypes");
        assertThat(kvnos()).containsExactly(2L);
    }

    private static final class Steps extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
