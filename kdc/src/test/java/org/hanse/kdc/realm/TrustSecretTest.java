package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.trust.TrustKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both sides of a trust must come to the same keys, whoever made them. */
class TrustSecretTest {
    private static final SecretBytes SHARED = SecretBytes.copyOf("shared".getBytes(StandardCharsets.UTF_8));
    private static final RealmName LUEBECK = RealmName.of("LUEBECK.EXAMPLE");
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());

    @Test
    void theSaltIsIssuerKrbtgtTarget() {
        List<TrustKey> keys =
                TrustSecret.keys(MAKER, BERGEN, LUEBECK, SHARED, List.of(EncType.AES256_CTS_HMAC_SHA1_96), Kvno.of(4));

        assertThat(keys)
                .containsExactly(new TrustKey(
                        Kvno.of(4),
                        StringToKey.derive(
                                EncType.AES256_CTS_HMAC_SHA1_96,
                                SHARED,
                                "LUEBECK.EXAMPLEkrbtgtBERGEN.EXAMPLE",
                                Optional.empty())));
    }

    @Test
    @Tag("K-135")
    void theTwoDirectionsHaveDifferentKeys() {
        List<EncType> etypes = List.of(EncType.AES128_CTS_HMAC_SHA256_128);

        assertThat(TrustSecret.keys(MAKER, BERGEN, LUEBECK, SHARED, etypes, Kvno.FIRST))
                .doesNotContainAnyElementsOf(TrustSecret.keys(MAKER, LUEBECK, BERGEN, SHARED, etypes, Kvno.FIRST));
    }
}
