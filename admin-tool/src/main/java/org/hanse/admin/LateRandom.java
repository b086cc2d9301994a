package org.hanse.admin;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import org.jspecify.annotations.Nullable;

/**
 * Java's secure random source, opened when it is first asked: the providers that are looked through for it take 25 ms of processor time on
 * JDK 25, and {@code hanse klist} needs none. Thread-safe.
 */
final class LateRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    LateRandom() {
        super(new Late(), null);
    }

    private static final class Late extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private @Nullable SecureRandom opened;

        private synchronized SecureRandom opened() {
            SecureRandom random = opened;
            if (random == null) {
                random = new SecureRandom();
                opened = random;
            }
            return random;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            opened().setSeed(seed);
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            opened().nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int numBytes) {
            return opened().generateSeed(numBytes);
        }
    }
}
