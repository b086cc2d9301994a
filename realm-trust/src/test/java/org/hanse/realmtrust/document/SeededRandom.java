package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import java.util.Random;

/** Octets that are the same in each run: for keys and signatures in vectors, which are worth nothing. */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Random numbers;

    public SeededRandom(long seed) {
        this.numbers = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        numbers.nextBytes(bytes);
    }
}
