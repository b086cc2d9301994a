package org.hanse.admin.doctor;

import java.util.Locale;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;

/**
 * What was found at one thing that was looked at.
 *
 * @param check what was looked at, one word
 * @param what how it is, without a final stop
 * @param cure what to do about it; empty exactly if all is well
 */
public record Finding(Level level, String check, String what, Optional<String> cure) {
    /** How it is. */
    public enum Level {
        OK,
        /** Works, and somebody should look at it. */
        WARN,
        /** Does not work, or is open to others. */
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String what) {
        return new Finding(Level.OK, check, what, Optional.empty());
    }

    static Finding warn(String check, String what, String cure) {
        return new Finding(Level.WARN, check, what, Optional.of(cure));
    }

    static Finding fail(String check, String what, String cure) {
        return new Finding(Level.FAIL, check, what, Optional.of(cure));
    }

    /** Of a failure of another room, which says {@code what; cure}. */
    static Finding fail(String check, Exception told) {
        CommandFailure failure = CommandFailure.of(told);
        return fail(check, failure.what(), failure.cure());
    }
}
