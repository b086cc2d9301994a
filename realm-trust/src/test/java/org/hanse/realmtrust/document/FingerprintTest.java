package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Test;

/** Keys, and what they are called. */
class FingerprintTest {
    private final SigningRealm luebeck = SigningRealm.luebeck();

    @Test
    void bothHalvesOfAKeyMakeItsFingerprint() {
        SigningPublicKey one = luebeck.first.publicKey();
        SigningPublicKey other = luebeck.second.publicKey();
        SigningPublicKey mixed = new SigningPublicKey(one.ed25519(), other.mlDsa65());
        assertThat(mixed.fingerprint()).isNotEqualTo(one.fingerprint()).isNotEqualTo(other.fingerprint());
        assertThat(new SigningPublicKey(one.ed25519(), one.mlDsa65()).fingerprint())
                .isEqualTo(one.fingerprint());
    }

    @Test
    void peopleReadGroupsAndMayTypeThemAsTheyLike() {
        Fingerprint fingerprint = new Fingerprint("0123456789abcdef".repeat(4));
        assertThat(fingerprint.grouped())
                .isEqualTo("0123-4567-89ab-cdef-0123-4567-89ab-cdef-0123-4567-89ab-cdef-0123-4567-89ab-cdef");
        assertThat(Fingerprint.parse(fingerprint.grouped())).contains(fingerprint);
        assertThat(Fingerprint.parse(fingerprint.hex().toUpperCase(java.util.Locale.ROOT)))
                .contains(fingerprint);
        assertThat(Fingerprint.parse(fingerprint.grouped().replace('-', ':'))).contains(fingerprint);
        assertThat(Fingerprint.parse(fingerprint.hex().substring(1))).isEmpty();
        assertThat(Fingerprint.parse(fingerprint.hex() + "0")).isEmpty();
        assertThat(Fingerprint.parse("g" + fingerprint.hex().substring(1))).isEmpty();
    }

    @Test
    void aKeyIsKeptAndComesBack() {
        RealmSigningKey back = RealmSigningKey.decode(luebeck.first.encoded());
        assertThat(back.publicKey()).isEqualTo(luebeck.first.publicKey());
        byte[] message = {1, 2, 3};
        assertThat(luebeck.first
                        .publicKey()
                        .verifies(message, back.signEd25519(message), back.signMlDsa65(message, luebeck.random)))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> RealmSigningKey.decode(SecretBytes.copyOf(new byte[64])));
        assertThatIllegalArgumentException().isThrownBy(() -> RealmSigningKey.decode(SecretBytes.copyOf(new byte[65])));
    }

    @Test
    void aKeyIsNeverPrinted() {
        byte[] secret = luebeck.first.encoded().reveal();
        assertThat(luebeck.first.toString())
                .isEqualTo("RealmSigningKey(" + SigningRealm.id(luebeck.first) + ")")
                .doesNotContain(Octets.copyOf(secret, 1, 9).hex())
                .doesNotContain(Octets.copyOf(secret, 33, 41).hex());
    }

    @Test
    void signaturesByMlDsaAreAnotherEachTimeAndAllGood() {
        byte[] message = {1, 2, 3};
        Octets one = luebeck.first.signMlDsa65(message, luebeck.random);
        Octets other = luebeck.first.signMlDsa65(message, luebeck.random);
        Octets classical = luebeck.first.signEd25519(message);
        assertThat(one).isNotEqualTo(other);
        assertThat(luebeck.first.publicKey().verifies(message, classical, one)).isTrue();
        assertThat(luebeck.first.publicKey().verifies(message, classical, other))
                .isTrue();
        assertThat(luebeck.first.publicKey().verifies(new byte[] {1, 2, 4}, classical, one))
                .isFalse();
    }
}
