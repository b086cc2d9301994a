package org.hanse.realmtrust.document;

import java.util.function.Function;

/** What becomes of the documents of a realm that was not known. */
public sealed interface FirstContactOutcome {
    /** They are a realm's; whether it is the one that was meant, {@code pinned} says. */
    record Known(KeyHistory history, Pinned pinned) implements FirstContactOutcome {
        @Override
        public <T> T fold(Function<Known, T> known, Function<Refused, T> refused) {
            return known.apply(this);
        }
    }

    record Refused(DocumentReason reason) implements FirstContactOutcome {
        @Override
        public <T> T fold(Function<Known, T> known, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    /** By what the operator's declaration tells that realm from any other. */
    enum Pinned {
        BY_ID,
        BY_CURRENT_KEY,
        /** Until the operators have compared codes, {@link ComparisonCode}: anybody may have answered. */
        BY_NOTHING
    }

    <T> T fold(Function<Known, T> known, Function<Refused, T> refused);
}
