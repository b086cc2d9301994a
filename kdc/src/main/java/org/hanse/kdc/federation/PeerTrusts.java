package org.hanse.kdc.federation;

import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/** What the documents of a peer mean for the trust with it: it is stale, or suspended, while they do not count, and as it was when they do again. */
final class PeerTrusts {
    private static final Logger LOG = LogManager.getLogger(PeerTrusts.class);
    private static final String ACTOR = "peer-documents";
    private static final String EXPIRED = DocumentReason.EXPIRED.code();
    private static final String CONFLICT = DocumentReason.CONFLICT.code();

    private final TrustStore trusts;

    PeerTrusts(TrustStore trusts) {
        this.trusts = trusts;
    }

    /** Writes only what changes. */
    void mark(RealmName peer, PeerView view) {
        Optional<Trust> before = trusts.find(peer);
        if (before.flatMap(trust -> marked(trust, view)).isEmpty()) {
            return;
        }
        Trust after = trusts.change(
                peer,
                ACTOR,
                now -> now.map(trust -> marked(trust, view).orElse(trust)).orElseThrow());
        tell(after);
    }

    /** The trust as it must be; empty if it is so. */
    private static Optional<Trust> marked(Trust trust, PeerView view) {
        String wrong =
                view instanceof PeerView.Refused refused ? refused.trouble().code() : "";
        boolean isMarked = trust.state() == TrustState.STALE
                || (trust.state() == TrustState.SUSPENDED && trust.reason().equals(Optional.of(CONFLICT)));
        boolean isInUse = trust.state() == TrustState.ACTIVE || isMarked;
        if (wrong.equals(CONFLICT) && isInUse) {
            return changed(trust, TrustState.SUSPENDED, Optional.of(CONFLICT));
        }
        if (wrong.equals(EXPIRED) && isInUse) {
            return changed(trust, TrustState.STALE, Optional.of(EXPIRED));
        }
        return view instanceof PeerView.Known && isMarked
                ? changed(trust, TrustState.ACTIVE, Optional.empty())
                : Optional.empty();
    }

    private static Optional<Trust> changed(Trust trust, TrustState state, Optional<String> reason) {
        if (trust.state() == state && trust.reason().equals(reason)) {
            return Optional.empty();
        }
        return Optional.of(
                new Trust(trust.peer(), trust.policy(), state, reason, trust.keysIn(), trust.keysOut(), trust.kdcs()));
    }

    private static void tell(Trust trust) {
        switch (trust.state()) {
            case STALE ->
                LOG.error(
                        "The trust with {} is stale: the peer's realm document has expired and no other can be had",
                        trust.peer());
            case SUSPENDED ->
                LOG.error(
                        "The trust with {} is suspended: the peer has signed two documents that cannot both be",
                        trust.peer());
            default -> LOG.info("the trust with {} is in use again", trust.peer());
        }
    }
}
