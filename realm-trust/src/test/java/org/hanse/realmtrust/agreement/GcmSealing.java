package org.hanse.realmtrust.agreement;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/** As a store seals: AES-256-GCM, bound to what the secret belongs to. */
final class GcmSealing implements Sealing {
    private static final int NONCE = 12;

    private final SecretKeySpec key;
    private final SecureRandom random;

    GcmSealing(SecureRandom random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        this.key = new SecretKeySpec(octets, "AES");
        this.random = random;
    }

    @Override
    public Octets seal(SecretBytes secret, String bound) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(secret.reveal());
            byte[] sealed = Arrays.copyOf(nonce, NONCE + closed.length);
            System.arraycopy(closed, 0, sealed, NONCE, closed.length);
            return Octets.wrap(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<SecretBytes> open(Octets sealed, String bound) {
        byte[] octets = sealed.toByteArray();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(octets, NONCE), bound);
            return Optional.of(SecretBytes.takeOver(cipher.doFinal(octets, NONCE, octets.length - NONCE)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
