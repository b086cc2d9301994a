package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import org.hanse.protocol.wire.Octets;

/**
 * Octets signed by both halves of a realm's key, as CMS. What it holds is believed only after {@link #isSignedBy}.
 *
 * @param payload what was signed, octet for octet
 * @param signer which key it names
 * @param ed25519 signature, 64 octets
 * @param mlDsa65 signature, 3309 octets
 */
public record SignedPayload(ContentType type, Octets payload, Fingerprint signer, Octets ed25519, Octets mlDsa65) {
    /** @throws IllegalArgumentException if the signatures have other lengths */
    public SignedPayload {
        if (ed25519.length() != 64 || mlDsa65.length() != 3309) {
            throw new IllegalArgumentException("signatures are of 64 and 3309 octets");
        }
    }

    public static SignedPayload sign(ContentType type, byte[] payload, RealmSigningKey key, SecureRandom random) {
        Octets octets = Octets.copyOf(payload);
        byte[] input = CmsForm.signatureInput(type, octets);
        return new SignedPayload(
                type, octets, key.publicKey().fingerprint(), key.signEd25519(input), key.signMlDsa65(input, random));
    }

    /**
     * Reads CMS; nobody has judged the signatures then.
     *
     * @param longest more octets than these are refused before anything is read
     * @throws DocumentFault if it is not CMS in the one form that it has here, or of another type
     */
    public static SignedPayload read(byte[] octets, ContentType type, int longest) throws DocumentFault {
        if (octets.length > longest) {
            throw new DocumentFault(DocumentReason.TOO_LARGE);
        }
        return CmsForm.read(octets, type);
    }

    /** CMS SignedData, DER. */
    public Octets encoded() {
        return CmsForm.write(this);
    }

    /** Whether it names this key, and both signatures are of this type and payload by it. */
    public boolean isSignedBy(SigningPublicKey key) {
        return key.fingerprint().equals(signer)
                && key.verifies(CmsForm.signatureInput(type, payload), ed25519, mlDsa65);
    }
}
