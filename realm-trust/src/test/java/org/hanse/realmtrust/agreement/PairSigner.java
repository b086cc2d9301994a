package org.hanse.realmtrust.agreement;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.hanse.protocol.wire.Octets;

/** Ed25519 and ML-DSA-65, both needed, around a payload: the id, and each part behind its length. As costly as the real thing. */
final class PairSigner implements MessageSigner {
    private final Party party;
    private final Ed25519PrivateKeyParameters ed25519;
    private final MLDSAPrivateKeyParameters mldsa;

    PairSigner(Party party, SecureRandom random) {
        this.party = party;
        this.ed25519 = new Ed25519PrivateKeyParameters(random);
        MLDSAKeyPairGenerator keys = new MLDSAKeyPairGenerator();
        keys.init(new MLDSAKeyGenerationParameters(random, MLDSAParameters.ml_dsa_65));
        this.mldsa = (MLDSAPrivateKeyParameters) keys.generateKeyPair().getPrivate();
    }

    String id() {
        return party.id();
    }

    @Override
    public byte[] sign(byte[] payload) {
        try {
            Ed25519Signer first = new Ed25519Signer();
            first.init(true, ed25519);
            first.update(payload, 0, payload.length);
            byte[] one = first.generateSignature();
            MLDSASigner second = new MLDSASigner();
            second.init(true, mldsa);
            second.update(payload, 0, payload.length);
            byte[] two = second.generateSignature();
            return ByteBuffer.allocate(64 + one.length + two.length + payload.length)
                    .put(party.id().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    .put(one)
                    .put(two)
                    .put(payload)
                    .array();
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Knows the keys of some realms. */
    record Verifier(Map<String, PairSigner> known) implements MessageVerifier {
        private static final int SECOND = 3309;

        @Override
        public Optional<Verified> verify(byte[] signed) {
            ByteBuffer octets = ByteBuffer.wrap(signed);
            if (octets.remaining() < 64 + 64 + SECOND) {
                return Optional.empty();
            }
            String id = new String(take(octets, 64), java.nio.charset.StandardCharsets.US_ASCII);
            byte[] one = take(octets, 64);
            byte[] two = take(octets, SECOND);
            byte[] payload = take(octets, octets.remaining());
            return Optional.ofNullable(known.get(id))
                    .filter(signer -> signer.hasSigned(payload, one, two))
                    .map(signer -> new Verified(Octets.wrap(payload), id));
        }

        private static byte[] take(ByteBuffer octets, int length) {
            byte[] part = new byte[length];
            octets.get(part);
            return part;
        }
    }

    private boolean hasSigned(byte[] payload, byte[] one, byte[] two) {
        Ed25519PublicKeyParameters firstKey = ed25519.generatePublicKey();
        Ed25519Signer first = new Ed25519Signer();
        first.init(false, firstKey);
        first.update(payload, 0, payload.length);
        MLDSAPublicKeyParameters secondKey = mldsa.getPublicKeyParameters();
        MLDSASigner second = new MLDSASigner();
        second.init(false, secondKey);
        second.update(payload, 0, payload.length);
        return first.verifySignature(one) & second.verifySignature(two);
    }
}
