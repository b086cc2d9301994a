package org.hanse.realmtrust.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * SHA-256 of a public key. A realm's id is the fingerprint of its first signing key; operators compare and type fingerprints,
 * in groups of four digits.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
    private static final int OCTETS = 32;
    /** Before the key's octets, so that the hash is of nothing else that is hashed anywhere. */
    private static final byte[] LABEL = "hanse-realm-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    public Fingerprint {
        if (!Spelling.FINGERPRINT.fits(hex)) {
            throw new IllegalArgumentException("a fingerprint is 64 lower-case hexadecimal digits");
        }
    }

    /** Of a pair of signing keys: both halves count, so that nobody can exchange one. */
    static Fingerprint of(SigningPublicKey key) {
        MessageDigest sha256 = sha256();
        sha256.update(LABEL);
        sha256.update(key.ed25519().toByteArray());
        sha256.update(key.mlDsa65().toByteArray());
        return of(sha256.digest());
    }

    /**
     * Of a TLS key, as certificates hold it.
     *
     * @param subjectPublicKeyInfo its DER, RFC 5280 §4.1.2.7
     */
    public static Fingerprint ofTlsKey(byte[] subjectPublicKeyInfo) {
        return of(sha256().digest(subjectPublicKeyInfo));
    }

    private static Fingerprint of(byte[] hash) {
        return new Fingerprint(HexFormat.of().formatHex(hash));
    }

    /** What an operator types: 64 hexadecimal digits, with hyphens, colons or spaces between them or without; empty if it is anything else. */
    public static Optional<Fingerprint> parse(String text) {
        String hex = text.replaceAll("[-: ]", "").toLowerCase(Locale.ROOT);
        return Spelling.FINGERPRINT.fits(hex) ? Optional.of(new Fingerprint(hex)) : Optional.empty();
    }

    /** For people: 16 groups of four digits with hyphens between them. */
    public String grouped() {
        return hex.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** The 32 octets. */
    public Octets octets() {
        return Octets.wrap(HexFormat.of().parseHex(hex));
    }

    /** @throws IllegalArgumentException if they are not 32 */
    static Fingerprint ofOctets(byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a fingerprint has " + OCTETS + " octets");
        }
        return of(octets);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
