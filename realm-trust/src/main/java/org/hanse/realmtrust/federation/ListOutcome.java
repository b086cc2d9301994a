package org.hanse.realmtrust.federation;

import java.util.function.Function;
import org.hanse.realmtrust.document.DocumentReason;

/** What becomes of a list that claims to be a federation's newest. */
public sealed interface ListOutcome {
    /** It is from now on. */
    record Accepted(SignedList list) implements ListOutcome {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Unchanged, T> unchanged, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** It is the one that is known. */
    record Unchanged() implements ListOutcome {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Unchanged, T> unchanged, Function<Refused, T> refused) {
            return unchanged.apply(this);
        }
    }

    /** What is known stays. */
    record Refused(DocumentReason reason) implements ListOutcome {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted, Function<Unchanged, T> unchanged, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    <T> T fold(Function<Accepted, T> accepted, Function<Unchanged, T> unchanged, Function<Refused, T> refused);
}
