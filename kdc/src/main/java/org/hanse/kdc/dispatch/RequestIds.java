package org.hanse.kdc.dispatch;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Eight upper-case hexadecimal digits per request, no two alike in four thousand million. Thread-safe. */
final class RequestIds {
    /** Odd, so that the steps visit every value once: numbers that follow each other do not look alike in a log. */
    private static final int STEP = 0x9E3779B1;

    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private final AtomicInteger last;

    RequestIds(SecureRandom random) {
        last = new AtomicInteger(random.nextInt());
    }

    String next() {
        int value = last.addAndGet(STEP);
        char[] text = new char[8];
        for (int i = 0; i < text.length; i++) {
            text[i] = DIGITS[value >>> (28 - 4 * i) & 0xF];
        }
        return new String(text);
    }
}
