package org.hanse.protocol.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key for AES in CBC mode with ciphertext stealing, RFC 3962 §5, from the initial cipher state of zeroes, which Kerberos
 * messages always start in. Thread-safe: ciphers belong to threads.
 *
 * <p>The JCE's key schedule costs more than the encryption of a ticket. A key that is used again and again therefore gets a
 * cipher of its own in each thread; others share the thread's common one.
 */
final class AesKey {
    static final int BLOCK = 16;

    private static final IvParameterSpec ZERO_STATE = new IvParameterSpec(new byte[BLOCK]);
    /** Uses after which a key counts as busy. A session key in a KDC stays below it. */
    private static final int BUSY = 8;

    private static final ThreadLocal<Ciphers> CIPHERS = ThreadLocal.withInitial(Ciphers::new);

    private final SecretKeySpec key;
    /** Where the key's own ciphers are kept; derived keys are evenly spread, so any octet is as good as a hash. */
    private final int shelf;
    /** Written without synchronisation: a lost count only makes the key busy a little later. */
    private int uses;

    AesKey(byte[] octets) {
        this.key = new SecretKeySpec(octets, "AES");
        this.shelf = octets[0] & (Ciphers.SHELVES - 1);
    }

    /**
     * Encrypts {@code data} with ciphertext stealing: the last two blocks are swapped and the last is as long as the text's.
     *
     * @param data at least one block
     * @param room octets that the result has behind the ciphertext, for the caller to fill
     */
    byte[] encrypt(byte[] data, int room) {
        int padded = padded(data.length);
        byte[] work = Arrays.copyOf(data, padded);
        run(Cipher.ENCRYPT_MODE, work);
        byte[] out = new byte[data.length + room];
        if (padded == BLOCK) {
            System.arraycopy(work, 0, out, 0, BLOCK); // RFC 3962 §5: one block is plain CBC
            return out;
        }
        int lastTwo = padded - 2 * BLOCK;
        System.arraycopy(work, 0, out, 0, lastTwo);
        System.arraycopy(work, lastTwo + BLOCK, out, lastTwo, BLOCK);
        System.arraycopy(work, lastTwo, out, lastTwo + BLOCK, data.length - lastTwo - BLOCK);
        return out;
    }

    /**
     * Reverses {@link #encrypt} on the first {@code length} octets of {@code data}.
     *
     * @param length at least one block
     */
    byte[] decrypt(byte[] data, int length) {
        int padded = padded(length);
        byte[] work = new byte[padded];
        if (padded == BLOCK) {
            System.arraycopy(data, 0, work, 0, BLOCK);
            run(Cipher.DECRYPT_MODE, work);
            return work;
        }
        int lastTwo = padded - 2 * BLOCK;
        int tail = length - lastTwo - BLOCK;
        // The full block comes before the cut one. Decrypted alone it shows, past the tail, what was cut off: the text
        // there was zero when it was chained.
        byte[] full = Arrays.copyOfRange(data, lastTwo, lastTwo + BLOCK);
        run(Cipher.DECRYPT_MODE, full);
        System.arraycopy(data, 0, work, 0, lastTwo);
        System.arraycopy(data, lastTwo + BLOCK, work, lastTwo, tail);
        System.arraycopy(full, tail, work, lastTwo + tail, BLOCK - tail);
        System.arraycopy(data, lastTwo, work, lastTwo + BLOCK, BLOCK);
        run(Cipher.DECRYPT_MODE, work);
        return padded == length ? work : Arrays.copyOf(work, length);
    }

    /**
     * One block in place from the zero state: E of RFC 3961 as key derivation and PRF use it. Has a cipher apart from those that seal
     * and open: in a FAST exchange the armor key is derived from four times, with other keys' work in between, at one key schedule.
     */
    void encryptBlock(byte[] block) {
        CIPHERS.get().deriving.run(this, Cipher.ENCRYPT_MODE, block);
    }

    private static int padded(int length) {
        if (length < BLOCK) {
            throw new IllegalArgumentException("ciphertext stealing needs a block at least");
        }
        return Math.addExact(length, BLOCK - 1) / BLOCK * BLOCK;
    }

    private void run(int mode, byte[] blocks) {
        if (uses <= BUSY) {
            uses++;
        }
        Ciphers ciphers = CIPHERS.get();
        KeyedCipher cipher = uses > BUSY ? ciphers.own(shelf, mode) : ciphers.common;
        cipher.run(this, mode, blocks);
    }

    /** A thread's ciphers: one for everybody, one for deriving, and shelves on which busy keys keep theirs, one per direction. */
    private static final class Ciphers {
        static final int SHELVES = 64;

        final KeyedCipher common = new KeyedCipher();
        final KeyedCipher deriving = new KeyedCipher();
        private final @Nullable KeyedCipher[] own = new KeyedCipher[2 * SHELVES];

        KeyedCipher own(int shelf, int mode) {
            int at = 2 * shelf + (mode == Cipher.ENCRYPT_MODE ? 0 : 1);
            KeyedCipher cipher = own[at];
            if (cipher == null) {
                cipher = new KeyedCipher();
                own[at] = cipher;
            }
            return cipher;
        }
    }

    /** A cipher and what it is initialised for. */
    private static final class KeyedCipher {
        private final Cipher cipher;
        private @Nullable AesKey held;
        private int heldMode;

        KeyedCipher() {
            try {
                cipher = Cipher.getInstance("AES/CBC/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime lacks AES", e);
            }
        }

        /** In place. A finished cipher is back in the state in which it was initialised, so the same key needs no second init. */
        void run(AesKey key, int mode, byte[] blocks) {
            AesKey before = held;
            held = null; // until this has succeeded
            try {
                if (before != key || heldMode != mode) {
                    cipher.init(mode, key.key, ZERO_STATE);
                    heldMode = mode;
                }
                cipher.doFinal(blocks, 0, blocks.length, blocks, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES over whole blocks cannot fail", e);
            }
            held = key;
        }
    }
}
