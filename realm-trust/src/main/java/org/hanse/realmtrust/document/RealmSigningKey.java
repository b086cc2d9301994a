package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/**
 * What a realm signs with, or its recovery key: the seeds of Ed25519 (RFC 8032 §5.1.5) and of ML-DSA-65 (FIPS 204, ξ of algorithm 6).
 * Secret: printed by its fingerprint only. Immutable, thread-safe.
 */
public final class RealmSigningKey {
    private static final int SEED = 32;
    private static final byte VERSION = 1;

    private final Ed25519PrivateKeyParameters ed25519;
    private final MLDSAPrivateKeyParameters mlDsa65;
    private final SigningPublicKey publicKey;

    private RealmSigningKey(byte[] seeds, int from) {
        this.ed25519 = new Ed25519PrivateKeyParameters(seeds, from);
        // BouncyCastle keeps this array as the key's seed: it is not to be erased.
        byte[] seed = Arrays.copyOfRange(seeds, from + SEED, from + 2 * SEED);
        this.mlDsa65 = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed);
        this.publicKey = new SigningPublicKey(
                Octets.wrap(ed25519.generatePublicKey().getEncoded()),
                Octets.wrap(mlDsa65.getPublicKeyParameters().getEncoded()));
    }

    public static RealmSigningKey generate(SecureRandom random) {
        byte[] seeds = new byte[2 * SEED];
        random.nextBytes(seeds);
        try {
            return new RealmSigningKey(seeds, 0);
        } finally {
            Arrays.fill(seeds, (byte) 0);
        }
    }

    /**
     * The key that {@link #encoded()} was made of.
     *
     * @throws IllegalArgumentException if no key looks like that
     */
    public static RealmSigningKey decode(SecretBytes encoded) {
        byte[] octets = encoded.reveal();
        try {
            if (octets.length != 1 + 2 * SEED || octets[0] != VERSION) {
                throw new IllegalArgumentException("a realm's signing key is kept as version 1 and 64 octets");
            }
            return new RealmSigningKey(octets, 1);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** For the store, which seals it, and for the recovery key's file: a version, 1, then both seeds. */
    public SecretBytes encoded() {
        byte[] octets = new byte[1 + 2 * SEED];
        octets[0] = VERSION;
        System.arraycopy(ed25519.getEncoded(), 0, octets, 1, SEED);
        System.arraycopy(mlDsa65.getSeed(), 0, octets, 1 + SEED, SEED);
        return SecretBytes.takeOver(octets);
    }

    public SigningPublicKey publicKey() {
        return publicKey;
    }

    /** 64 octets. */
    Octets signEd25519(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, ed25519);
        signer.update(message, 0, message.length);
        return Octets.wrap(signer.generateSignature());
    }

    /**
     * 3309 octets.
     *
     * @param random makes the signature another each time, which FIPS 204 §3.4 recommends against faults and side channels
     */
    Octets signMlDsa65(byte[] message, SecureRandom random) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithRandom(mlDsa65, random));
        signer.update(message, 0, message.length);
        try {
            return Octets.wrap(signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException("ML-DSA-65 does not sign", e);
        }
    }

    @Override
    public String toString() {
        return "RealmSigningKey(" + publicKey.fingerprint() + ")";
    }
}
