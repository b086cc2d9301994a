package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.trust.TrustKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old keys open tickets, the newest seal them: of the realm itself, of services, of users, and between realms. */
class KeyRolloverTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";
    private static final String BERGENS_WEB = "HTTP/www.bergen.example";
    private static final long ABSENT = -1;

    private final TestRealm luebeck =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);
    private final TestRealm bergen =
            TestRealm.named("BERGEN.EXAMPLE").withUser("erik").withService(BERGENS_WEB);

    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(luebeck, bergen);
    }

    private Asking.Got tgt() {
        return Asking.as(luebeck, "ann").provingWith("ann").got();
    }

    private static long kvno(Ticket ticket) {
        return ticket.sealed().kvno().orElseThrow().value();
    }

    private void refused(AskingTgs asking, TestRealm by, WireCode code, Reason reason) {
        asking.refused(code);
        assertThat(by.lastRecord().refused()).contains(reason);
    }

    @Test
    @Tag("K-099")
    void aTgtUnderAKeptKeyIsGoodAndWhateverItGetsIsUnderTheNewest() {
        Asking.Got old = tgt();
        luebeck.rekey(TGS).rekey(WEB);

        Asking.Got service = AskingTgs.by(luebeck, old).forService(WEB).got();
        Asking.Got again = AskingTgs.by(luebeck, old).forService(TGS).got();

        assertThat(kvno(old.ticket())).isEqualTo(1);
        assertThat(kvno(service.ticket())).isEqualTo(2);
        assertThat(service.openedBy(luebeck, WEB).clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(kvno(again.ticket())).isEqualTo(2);
        assertThat(again.openedBy(luebeck, TGS).authTime()).isEqualTo(NOON);
        assertThat(kvno(tgt().ticket())).isEqualTo(2);
    }

    @Test
    @Tag("K-099")
    void aKeyThatAnotherServerMayNotKnowYetOpensButDoesNotSeal() {
        luebeck.change(TGS, entry -> {
            List<PrincipalKey> keys = new ArrayList<>();
            TestRealm.randomKeys(2, TestRealm.ALL)
                    .forEach(key -> keys.add(key.withMade(Optional.of(NOON.minusMillis(1)))));
            keys.addAll(entry.keys());
            return TestRealm.withKeys(entry, keys);
        });

        assertThat(kvno(tgt().ticket())).isEqualTo(1);
        assertThat(forged(luebeck, luebeck.name, luebeck.tgsKey(TestRealm.ALL.get(0)), 2)
                        .forService(WEB)
                        .got())
                .isNotNull();
        luebeck.at(NOON.plusMillis(999));
        assertThat(kvno(tgt().ticket())).isEqualTo(2);
        assertThat(kvno(AskingTgs.by(luebeck, tgt()).forService(TGS).got().ticket()))
                .isEqualTo(2);
    }

    /** Nothing else is there to seal with, after the bad day and in a realm that is a moment old. */
    @Test
    void aKeyThatIsAloneSealsAtOnce() {
        luebeck.change(
                TGS,
                entry -> TestRealm.withKeys(
                        entry,
                        TestRealm.randomKeys(7, TestRealm.ALL).stream()
                                .map(key -> key.withMade(Optional.of(NOON)))
                                .toList()));

        assertThat(kvno(tgt().ticket())).isEqualTo(7);
    }

    @Test
    void theReplyIsUnderTheNewestKeyOfTheUserAndOlderOnesProveNothing() {
        luebeck.newPassword("ann", "second");

        Asking.as(luebeck, "ann").provingWith("ann").refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        Asking.Got got = Asking.opened(
                Asking.as(luebeck, "ann").provingWith("second").raw(),
                etype -> luebeck.key("ann", etype),
                KeyUsage.AS_REP);

        assertThat(got.reply().sealed().kvno()).contains(Kvno.of(2));
    }

    @Test
    @Tag("K-100")
    void aTgtOfAPurgedKvnoIsRefused() {
        Asking.Got old = tgt();
        luebeck.rekey(TGS);
        luebeck.change(TGS, entry -> TestRealm.withKeys(entry, entry.currentKeys()));

        refused(
                AskingTgs.by(luebeck, old).forService(WEB),
                luebeck,
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    /** Those above 2^31-1 go out as negative numbers, as MIT and Windows write them. */
    @ParameterizedTest
    @ValueSource(longs = {2, 0x7FFF_FFFFL, 0x8000_0000L, 0xABCD_0001L, 0xFFFF_FFFFL})
    @Tag("K-100")
    void aTgtOfAKvnoThatNeverWasIsRefused(long kvno) {
        refused(
                forged(luebeck, luebeck.name, luebeck.tgsKey(TestRealm.ALL.get(0)), kvno)
                        .forService(WEB),
                luebeck,
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, ABSENT})
    @Tag("K-100")
    void withoutAKvnoTheNewestThreeAreTried(long unsaid) {
        ProtocolKey first = luebeck.tgsKey(TestRealm.ALL.get(0));
        luebeck.rekey(TGS);
        ProtocolKey second = luebeck.tgsKey(TestRealm.ALL.get(0));
        luebeck.rekey(TGS).rekey(TGS);
        ProtocolKey fourth = luebeck.tgsKey(TestRealm.ALL.get(0));

        for (ProtocolKey key : List.of(second, fourth)) {
            assertThat(forged(luebeck, luebeck.name, key, unsaid)
                            .forService(WEB)
                            .got())
                    .isNotNull();
        }
        refused(
                forged(luebeck, luebeck.name, first, unsaid).forService(WEB),
                luebeck,
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.TGT_NOT_OPENED);
        assertThat(forged(luebeck, luebeck.name, first, 1).forService(WEB).got())
                .isNotNull();
    }

    @Test
    @Tag("K-156")
    void theIssuerMayRollTheTrustBeforeOrAfterTheAcceptor() {
        List<TrustKey> first = luebeck.trust(bergen).keysOut();
        List<TrustKey> second = TestRealm.trustKeys(2);
        List<TrustKey> both = Stream.concat(second.stream(), first.stream()).toList();
        Asking.Got underFirst = towardsBergen();

        // The acceptor has both, the issuer still the old one.
        bergen.trustKeys(luebeck, both, bergen.trust(luebeck).keysOut());
        assertThat(kvno(towardsBergen().ticket())).isEqualTo(1);
        assertThat(AskingTgs.by(bergen, towardsBergen()).forService(BERGENS_WEB).got())
                .isNotNull();

        // The issuer follows: new tickets are under the new one, those that are out stay good.
        luebeck.trustKeys(bergen, luebeck.trust(bergen).keysIn(), both);
        Asking.Got underSecond = towardsBergen();
        assertThat(kvno(underSecond.ticket())).isEqualTo(2);
        for (Asking.Got ticket : List.of(underFirst, underSecond)) {
            Asking.Got got =
                    AskingTgs.by(bergen, ticket).forService(BERGENS_WEB).got();
            assertThat(got.openedBy(bergen, BERGENS_WEB).clientName()).isEqualTo(PrincipalName.of("ann"));
        }

        // The acceptor forgets the old one: no common kvno is left for tickets under it.
        bergen.trustKeys(luebeck, second, bergen.trust(luebeck).keysOut());
        assertThat(AskingTgs.by(bergen, underSecond).forService(BERGENS_WEB).got())
                .isNotNull();
        refused(
                AskingTgs.by(bergen, underFirst).forService(BERGENS_WEB),
                bergen,
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    @Test
    @Tag("K-156")
    void anIssuerThatIsAheadIsNotUnderstoodUntilTheAcceptorFollows() {
        List<TrustKey> second = TestRealm.trustKeys(2);
        luebeck.trustKeys(bergen, luebeck.trust(bergen).keysIn(), second);
        Asking.Got ahead = towardsBergen();
        refused(
                AskingTgs.by(bergen, ahead).forService(BERGENS_WEB),
                bergen,
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);

        bergen.trustKeys(luebeck, second, bergen.trust(luebeck).keysOut());

        assertThat(AskingTgs.by(bergen, ahead).forService(BERGENS_WEB).got()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, ABSENT})
    @Tag("K-156")
    @Tag("K-100")
    void ofAPeerThatNamesNoKvnoTheNewestThreeAreTried(long unsaid) {
        List<TrustKey> all = new ArrayList<>();
        for (long kvno = 4; kvno >= 1; kvno--) {
            all.addAll(TestRealm.trustKeys(kvno));
        }
        bergen.trustKeys(luebeck, all, bergen.trust(luebeck).keysOut());
        int sets = TestRealm.ALL.size();

        for (int version = 0; version < 3; version++) {
            assertThat(forged(bergen, luebeck.name, all.get(version * sets).key(), unsaid)
                            .forService(BERGENS_WEB)
                            .got())
                    .isNotNull();
        }
        refused(
                forged(bergen, luebeck.name, all.get(3 * sets).key(), unsaid).forService(BERGENS_WEB),
                bergen,
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.TGT_NOT_OPENED);
    }

    @Test
    @Tag("K-136")
    void aTgtThatIsOutEndsWithItsTrust() {
        Asking.Got first = towardsBergen();
        bergen.suspend(luebeck);
        refused(
                AskingTgs.by(bergen, first).forService(BERGENS_WEB),
                bergen,
                WireCode.KDC_ERR_POLICY,
                Reason.TRUST_NOT_INBOUND);

        bergen.endTrust(luebeck);
        refused(
                AskingTgs.by(bergen, first).forService(BERGENS_WEB),
                bergen,
                WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN,
                Reason.TRUST_UNKNOWN);
    }

    private Asking.Got towardsBergen() {
        return AskingTgs.by(luebeck, tgt()).forService("krbtgt/BERGEN.EXAMPLE").got();
    }

    /** A ticket-granting ticket for {@code kdc}, as whoever holds the key could make it. */
    private AskingTgs forged(TestRealm kdc, RealmName issuer, ProtocolKey key, long kvno) {
        Instant end = NOON.plus(Duration.ofHours(1));
        EncTicketPart part = new EncTicketPart(
                TicketFlags.of(TicketFlag.PRE_AUTHENT),
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                luebeck.name,
                PrincipalName.of("ann"),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.of(NOON),
                end,
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
        return AskingTgs.byForged(kdc, issuer, PrincipalName.krbtgt(kdc.name), part, key, kvno);
    }
}
