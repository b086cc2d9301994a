package org.hanse.realmtrust.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hanse.protocol.wire.Octets;

/**
 * SHA-384 of a document's payload: which document it is. Signatures do not count, for the same document may be signed anew.
 *
 * @param hex 96 lower-case hexadecimal digits
 */
public record DocumentHash(String hex) {
    public DocumentHash {
        if (!Spelling.DOCUMENT_HASH.fits(hex)) {
            throw new IllegalArgumentException("a document's hash is 96 lower-case hexadecimal digits");
        }
    }

    public static DocumentHash of(Octets payload) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-384").digest(payload.toByteArray());
            return new DocumentHash(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-384 is not available", e);
        }
    }

    /** The 48 octets. */
    public Octets octets() {
        return Octets.wrap(HexFormat.of().parseHex(hex));
    }

    @Override
    public String toString() {
        return hex;
    }
}
