package org.hanse.realmtrust.document;

import java.util.function.Function;

/** What becomes of a document that a peer shows. */
public sealed interface SuccessionOutcome {
    /**
     * It is the newest from now on.
     *
     * @param history what is to be kept instead of what was known
     */
    record Accepted(KeyHistory history, Manner manner) implements SuccessionOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.accepted().apply(this);
        }
    }

    /** The newest, which is known already. */
    record Unchanged() implements SuccessionOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unchanged().apply(this);
        }
    }

    /**
     * Two documents that contradict each other, both signed by keys of the realm: somebody else has such a key, or the realm runs twice. The
     * trust is suspended until people have looked, or a document by the recovery key is accepted.
     *
     * @param held what was believed until now, and is kept
     * @param other the evidence, to be kept too
     */
    record Conflict(SignedDocument held, SignedDocument other) implements SuccessionOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.conflict().apply(this);
        }
    }

    /** Nothing changes. */
    record Refused(DocumentReason reason) implements SuccessionOutcome {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused().apply(this);
        }
    }

    /** How a document came to be accepted. */
    enum Manner {
        /** It follows the newest. */
        FOLLOWS,
        /** It follows an older one with a higher version, as after a restored backup; what was between is gone. */
        RETURNS,
        /** The recovery key signed it; what others had signed since its predecessor is gone. */
        RECOVERS
    }

    <T> T fold(Cases<T> cases);

    /** One function per case: the compiler finds the forgotten one. */
    record Cases<T>(
            Function<Accepted, T> accepted,
            Function<Unchanged, T> unchanged,
            Function<Conflict, T> conflict,
            Function<Refused, T> refused) {}
}
