package org.hanse.realmtrust.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;

/**
 * What an agreement is made with: version of the protocol, key exchange, key derivation, and the enctypes of the keys. One name stands
 * for all, so that nothing can be chosen in parts. The strongest comes first, and the strongest common one is used.
 */
public enum Suite {
    /** X25519 (RFC 7748) and ML-KEM-768 (FIPS 203), HKDF (RFC 5869) with SHA-384, keys for AES-256 (RFC 8009, RFC 3962). */
    X25519_MLKEM768("hanse-1-x25519-mlkem768-sha384-aes256");

    private final String word;

    Suite(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Of the keys, the strongest first. There is one for each: not every client can hold a session key of the newest enctype. */
    List<EncType> etypes() {
        return switch (this) {
            case X25519_MLKEM768 -> List.of(EncType.AES256_CTS_HMAC_SHA384_192, EncType.AES256_CTS_HMAC_SHA1_96);
        };
    }

    static Optional<Suite> byWord(String word) {
        return Arrays.stream(values()).filter(suite -> suite.word.equals(word)).findFirst();
    }

    /** What this realm offers, and lists in its document. */
    public static List<String> offered() {
        return Arrays.stream(values()).map(Suite::word).toList();
    }

    /** The strongest of ours that is in both lists; names that we do not know are passed over. */
    static Optional<Suite> strongest(List<String> one, List<String> other) {
        return Arrays.stream(values())
                .filter(suite -> one.contains(suite.word) && other.contains(suite.word))
                .findFirst();
    }
}
