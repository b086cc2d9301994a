package org.hanse.kdc.federation;

import java.util.function.Function;
import org.hanse.realmtrust.document.FirstContactOutcome.Pinned;
import org.hanse.realmtrust.document.KeyHistory;

/** What this realm makes of a peer that it has declared. */
public sealed interface PeerView {
    Refused NOT_ASKED = refused("NOT_ASKED", "the peer has not been asked yet; it will be in a moment");
    Refused NOT_DECLARED = refused("NOT_DECLARED", "no trust by agreement with a realm of this name is declared here");
    Refused NOT_JUDGED =
            refused("NOT_JUDGED", "the store could not be used, or this server is about to stop; its log says why");

    private static Refused refused(String code, String text) {
        return new Refused(new PeerTrouble("PEER_" + code, text));
    }

    /**
     * The peer is who was meant, and its newest document has not expired: messages signed by its keys count.
     *
     * @param pinned by what it was told from any other; a compared code counts as {@link Pinned#BY_ID}, and it is never {@link Pinned#BY_NOTHING}
     */
    record Known(KeyHistory history, Pinned pinned) implements PeerView {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.known().apply(this);
        }
    }

    /** A realm of that name answers at the declared URL; whether it is the one that was meant, nobody has told: codes are to be compared. */
    record Unconfirmed(KeyHistory history) implements PeerView {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.unconfirmed().apply(this);
        }
    }

    /** Nothing of the peer counts at present: nothing is known, it has expired, or it contradicts itself. */
    record Refused(PeerTrouble trouble) implements PeerView {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused().apply(this);
        }
    }

    <T> T fold(Cases<T> cases);

    /** One function per case: the compiler finds the forgotten one. */
    record Cases<T>(Function<Known, T> known, Function<Unconfirmed, T> unconfirmed, Function<Refused, T> refused) {}
}
