package org.hanse.kdc.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hanse.protocol.wire.SecretBytes;

/**
 * The key under which a store keeps its secrets: AES-256-GCM, a random 96-bit nonce for every seal. What is sealed is bound
 * to its row, so that a sealed key copied to another row does not open. docs/formats/store.md has the layout. Thread-safe.
 *
 * <p>Random nonces allow 2^32 seals under one key (NIST SP 800-38D §8.3): a key change a second for 136 years.
 */
final class MasterKey {
    static final int LENGTH = 32;
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final String id;
    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * @param id names the key in rows; not secret
     * @param secret {@link #LENGTH} octets
     */
    MasterKey(String id, SecretBytes secret, SecureRandom random) {
        if (secret.length() != LENGTH) {
            throw new IllegalArgumentException("a master key has " + LENGTH + " octets");
        }
        this.id = id;
        byte[] octets = secret.reveal();
        this.key = new SecretKeySpec(octets, "AES");
        Arrays.fill(octets, (byte) 0);
        this.random = random;
    }

    String id() {
        return id;
    }

    byte[] seal(SecretBytes secret, RowBinding row) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] plain = secret.reveal();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, row).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * @throws DoesNotOpen if it was sealed under another key, for another row, or was altered
     */
    SecretBytes open(byte[] sealed, RowBinding row) throws DoesNotOpen {
        if (sealed.length < 1 + NONCE + TAG || sealed[0] != FORMAT) {
            throw new DoesNotOpen();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
        try {
            return SecretBytes.takeOver(
                    cipher(Cipher.DECRYPT_MODE, nonce, row).doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
        } catch (AEADBadTagException e) {
            throw new DoesNotOpen();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, RowBinding row) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(row.octets());
        return cipher;
    }

    @Override
    public String toString() {
        return "MasterKey(" + id + ")";
    }

    /** One answer for every way in which sealed octets can be wrong. */
    static final class DoesNotOpen extends Exception {
        private static final long serialVersionUID = 1L;

        DoesNotOpen() {
            super("does not open", null, false, false);
        }
    }
}
