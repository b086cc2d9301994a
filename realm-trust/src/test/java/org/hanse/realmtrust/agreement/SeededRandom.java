package org.hanse.realmtrust.agreement;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Keys that come again with the seed: what a simulation has found must be found again. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SplittableRandom numbers;

    SeededRandom(long seed) {
        super(null, null); // without a seed of the system's
        this.numbers = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        numbers.nextBytes(bytes);
    }
}
