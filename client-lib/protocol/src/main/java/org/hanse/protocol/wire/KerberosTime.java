package org.hanse.protocol.wire;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * A time with its microseconds, as authenticators, AP-REPs and errors carry it: a KerberosTime of whole seconds and a
 * Microseconds field beside it, RFC 4120 §5.2.3 and §5.2.4.
 *
 * @param seconds a whole second
 * @param micros 0 to 999999
 */
public record KerberosTime(Instant seconds, int micros) {
    public KerberosTime {
        if (micros < 0 || micros > 999_999) {
            throw new IllegalArgumentException("microseconds out of range: " + micros);
        }
        seconds = seconds.truncatedTo(ChronoUnit.SECONDS);
    }

    public static KerberosTime of(Instant instant) {
        return new KerberosTime(instant, instant.get(ChronoField.MICRO_OF_SECOND));
    }

    public Instant instant() {
        return seconds.plus(micros, ChronoUnit.MICROS);
    }
}
