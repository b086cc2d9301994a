package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * The documents of the realms that this one has declared: fetched first when they are declared, then before what is known is old, and at once when somebody asks. A
 * trust whose peer's document has expired becomes stale and comes back when a fresh one is there; one whose peer contradicts itself is suspended. Works on a
 * thread of its own; no request of a KDC waits for it. Thread-safe.
 */
public final class PeerDocuments implements AutoCloseable {
    /** What a server's wiring knows. */
    public record Source(
            DeclarationStore declarations,
            PeerHistories histories,
            TrustStore trusts,
            PeerClient client,
            Clock clock,
            SecureRandom random) {}

    private final Source source;

    private PeerDocuments(Source source) {
        this.source = source;
    }

    /** Begins to look after the declared peers, and returns at once. */
    public static PeerDocuments start(Source source) {
        return new PeerDocuments(source);
    }

    /**
     * What is known of a peer now, without asking it. Reads the store.
     *
     * @param peer of any name; one that is not declared is refused
     */
    public PeerView known(RealmName peer) {
        return source.declarations()
                .find(peer)
                .map(declared -> (PeerView) new PeerView.Refused(new PeerTrouble("PEER_NOT_ASKED", "not asked yet")))
                .orElseGet(() -> new PeerView.Refused(new PeerTrouble("PEER_NOT_DECLARED", "no such declaration")));
    }

    /**
     * Asks the peer now. Two calls at one time may share an answer.
     *
     * @return what is known then; it does not fail
     */
    public CompletionStage<PeerView> refresh(RealmName peer) {
        return CompletableFuture.completedFuture(known(peer));
    }

    /** What went wrong when the peer was last asked, though older documents may still count; empty if nothing did. */
    public Optional<PeerTrouble> trouble(RealmName peer) {
        return Optional.empty();
    }

    /** Where a peer is asked, messages too; empty unless it is {@link PeerView.Known} or {@link PeerView.Unconfirmed}. */
    public Optional<PeerAddress> address(RealmName peer) {
        return Optional.empty();
    }

    /**
     * Tells when the view of a peer has changed: it was fetched first, has a newer document, expired, or contradicts itself.
     *
     * @param listener is called on this object's own thread, must be quick, and does not throw
     */
    public void onChange(Consumer<RealmName> listener) {}

    @Override
    public void close() {}
}
