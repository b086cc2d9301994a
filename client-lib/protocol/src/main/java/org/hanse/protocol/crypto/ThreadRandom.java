package org.hanse.protocol.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random octets for a server that needs some in every request: each thread has a generator of its own, so nobody waits for a lock,
 * and sixteen octets cost 30 ns where the system's cost 500.
 *
 * <p>A generator is AES-256 in counter mode under a key that lives for one buffer: the first octets of each buffer are the next key,
 * and what has been given out is erased, so that the state of a moment tells nothing of what was drawn before. The system's
 * source gives the first key, and is mixed into the key again after every megabyte and every minute, so that two machines that
 * were one (restored from one snapshot) soon draw different octets.
 */
public final class ThreadRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Streams streams;

    /** @param source of keys; the system's */
    public ThreadRandom(SecureRandom source) {
        this(source, System::nanoTime);
    }

    ThreadRandom(SecureRandom source, LongSupplier nanos) {
        this(new Streams(source, nanos));
    }

    private ThreadRandom(Streams streams) {
        super(streams, null);
        this.streams = streams;
    }

    /** Past the lock that the class above takes around a source that it does not know. */
    @Override
    public void nextBytes(byte[] bytes) {
        streams.engineNextBytes(bytes);
    }

    @Override
    public String getAlgorithm() {
        return "ThreadRandom";
    }

    /** All threads' generators. */
    private static final class Streams extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final SecureRandom source;
        private final transient ThreadLocal<Stream> streams;

        Streams(SecureRandom source, LongSupplier nanos) {
            this.source = source;
            this.streams = ThreadLocal.withInitial(() -> new Stream(source, nanos));
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // More randomness comes from the source alone; the contract asks that a seed never takes any away.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            streams.get().fill(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int octets) {
            return source.generateSeed(octets);
        }
    }

    /** One thread's generator. */
    private static final class Stream {
        private static final int KEY = 32;
        private static final int BUFFER = 4096;
        private static final int BUFFERS_PER_SEED = (1 << 20) / BUFFER;
        private static final long NANOS_PER_SEED = TimeUnit.MINUTES.toNanos(1);

        private static final byte[] ZEROES = new byte[BUFFER];
        private static final IvParameterSpec FIRST = new IvParameterSpec(new byte[16]);

        private final SecureRandom source;
        private final LongSupplier nanos;
        private final Cipher cipher;
        private final byte[] buffer = new byte[BUFFER];
        private int next = BUFFER;
        private int untilSeed;
        private long seededAt;

        Stream(SecureRandom source, LongSupplier nanos) {
            this.source = source;
            this.nanos = nanos;
            try {
                this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime lacks AES", e);
            }
        }

        void fill(byte[] bytes) {
            if (next < BUFFER && nanos.getAsLong() - seededAt > NANOS_PER_SEED) {
                untilSeed = 0;
                refill();
            }
            int done = 0;
            while (done < bytes.length) {
                if (next == BUFFER) {
                    refill();
                }
                int taken = Math.min(bytes.length - done, BUFFER - next);
                System.arraycopy(buffer, next, bytes, done, taken);
                Arrays.fill(buffer, next, next + taken, (byte) 0);
                next += taken;
                done += taken;
            }
        }

        /** The key is where the last refill left it. */
        private void refill() {
            byte[] key = Arrays.copyOf(buffer, KEY);
            if (untilSeed == 0) {
                byte[] seed = new byte[KEY];
                source.nextBytes(seed);
                for (int i = 0; i < KEY; i++) {
                    key[i] ^= seed[i];
                }
                Arrays.fill(seed, (byte) 0);
                untilSeed = BUFFERS_PER_SEED;
                seededAt = nanos.getAsLong();
            }
            untilSeed--;
            try {
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), FIRST);
                cipher.doFinal(ZEROES, 0, BUFFER, buffer, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES over whole blocks cannot fail", e);
            }
            Arrays.fill(key, (byte) 0);
            next = KEY;
        }
    }
}
