package org.hanse.realmtrust.document;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.hanse.protocol.wire.Octets;

/**
 * The public half of a {@link RealmSigningKey}: a pair of keys that counts as one, Ed25519 (RFC 8032) and ML-DSA-65 (FIPS 204). Who would
 * forge a signature has to break both.
 *
 * @param ed25519 32 octets, a point of the curve
 * @param mlDsa65 1952 octets
 */
public record SigningPublicKey(Octets ed25519, Octets mlDsa65) {
    static final int ED25519 = 32;
    static final int ML_DSA_65 = 1952;

    /** @throws IllegalArgumentException if one of them cannot be a key */
    public SigningPublicKey {
        if (ed25519.length() != ED25519 || mlDsa65.length() != ML_DSA_65) {
            throw new IllegalArgumentException("a signing key is of 32 and 1952 octets");
        }
        new Ed25519PublicKeyParameters(ed25519.toByteArray()); // throws unless it is a point
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(this);
    }

    /** Whether both signatures are of these octets. */
    boolean verifies(byte[] signed, Octets ed25519Signature, Octets mlDsaSignature) {
        Ed25519Signer classical = new Ed25519Signer();
        classical.init(false, new Ed25519PublicKeyParameters(ed25519.toByteArray()));
        classical.update(signed, 0, signed.length);
        MLDSASigner lattice = new MLDSASigner();
        lattice.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, mlDsa65.toByteArray()));
        lattice.update(signed, 0, signed.length);
        return classical.verifySignature(ed25519Signature.toByteArray())
                && lattice.verifySignature(mlDsaSignature.toByteArray());
    }

    @Override
    public String toString() {
        return "SigningPublicKey(" + fingerprint() + ")";
    }
}
