package org.hanse.kdc.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 4120 §3.1.3: a session key is random, and no two are alike. */
class SessionKeysTest {
    private static final int DRAWN = 100_000;
    private static final EncType ETYPE = EncType.AES128_CTS_HMAC_SHA1_96;

    private static SessionKeys keys(SecureRandom random) {
        return new SessionKeys(
                new KdcSettings(
                        RealmName.of("LUEBECK.EXAMPLE"),
                        Duration.ofMinutes(5),
                        Duration.ofHours(10),
                        Duration.ofDays(7),
                        List.of(ETYPE),
                        false),
                random);
    }

    private static final TargetService SERVICE = new TargetService(
            PrincipalName.of("HTTP", "www.luebeck.example"),
            Optional.of(Kvno.FIRST),
            ProtocolKey.random(ETYPE, new SecureRandom()),
            Optional.empty(),
            List.of(ETYPE),
            Set.of(),
            new Limits(Duration.ofHours(10), Duration.ofDays(7)),
            Optional.empty(),
            Optional.empty());

    /** Two replicas that start from one image share everything but what their machine gives them. */
    @Test
    @Tag("K-107")
    void noTwoSessionKeysAreAlikeNeitherOfOneServerNorOfTwo() throws Exception {
        SessionKeys one = keys(new SecureRandom());
        SessionKeys other = keys(new SecureRandom());
        // As plain octets: secrets tell no hash of themselves.
        Set<Octets> seen = new HashSet<>();
        for (int drawn = 0; drawn < DRAWN; drawn += 2) {
            seen.add(drawn(one));
            seen.add(drawn(other));
        }

        assertThat(seen).hasSize(DRAWN);
    }

    private static Octets drawn(SessionKeys keys) throws Refusal {
        return Octets.wrap(
                keys.choose(List.of(ETYPE), SERVICE).toEncryptionKey().secret().reveal());
    }

    /** Its state is the kernel's, which is told when a machine is restored or copied; nothing is seeded from a clock or a file. */
    @Test
    @Tag("K-107")
    void theGeneratorIsTheOperatingSystems() {
        assertThat(new SecureRandom().getAlgorithm()).startsWith("NativePRNG");
    }
}
