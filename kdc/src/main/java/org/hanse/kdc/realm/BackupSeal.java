package org.hanse.kdc.realm;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hanse.protocol.wire.SecretBytes;

/**
 * Seals the pieces of one backup under its key, AES-256-GCM: the nonce holds the number of the piece and whether it is the last, so that no piece can be left out, moved or
 * taken from another backup, whose salt made another key. Of one thread.
 */
final class BackupSeal {
    /** Octets of content in every piece but the last. */
    static final int PIECE = 64 * 1024;

    static final int TAG = 16;
    private static final int NONCE = 12;

    /** What a piece is, in the nonce's last octet. */
    enum Place {
        BEFORE_OTHERS(0),
        LAST(1),
        HEAD(2);

        private final byte octet;

        Place(int octet) {
            this.octet = (byte) octet;
        }
    }

    private final SecretKeySpec key;
    private final Cipher cipher;

    BackupSeal(SecretBytes secret) {
        byte[] octets = secret.reveal();
        this.key = new SecretKeySpec(octets, "AES");
        Arrays.fill(octets, (byte) 0);
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** The proof that a head and a passphrase belong together. */
    byte[] sealedHead(BackupHead head) {
        try {
            init(Cipher.ENCRYPT_MODE, 0, Place.HEAD);
            cipher.updateAAD(head.octets());
            return cipher.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    byte[] seal(long number, Place place, byte[] content, int length) {
        try {
            init(Cipher.ENCRYPT_MODE, number, place);
            return cipher.doFinal(content, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** Empty if it is not that piece, or was altered. */
    Optional<byte[]> open(long number, Place place, byte[] sealed) {
        try {
            init(Cipher.DECRYPT_MODE, number, place);
            return Optional.of(cipher.doFinal(sealed));
        } catch (AEADBadTagException altered) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    private void init(int mode, long number, Place place) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE)
                .putLong(3, number)
                .put(NONCE - 1, place.octet)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    }
}
