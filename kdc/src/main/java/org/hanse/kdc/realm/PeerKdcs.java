package org.hanse.kdc.realm;

import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.trust.Trust;

/**
 * Where clients find the KDCs of a peer: where an operator said, else where the peer's newest document says. For clients and for who tries
 * a trust by hand: where the server itself goes, the trust alone says, which has of documents only what T-016 lets it have.
 */
public final class PeerKdcs {
    private PeerKdcs() {}

    /**
     * The trust with the peer's KDCs. Documents count only where keys have been agreed on: before that nobody may have made sure whose they
     * are, and a KDC is told enough to guess a password by.
     */
    public static Trust told(Trust trust, PeerHistories histories) {
        boolean agreed = !trust.keysIn().isEmpty() || !trust.keysOut().isEmpty();
        if (!trust.kdcs().isEmpty() || !agreed) {
            return trust;
        }
        return histories
                .find(trust.peer())
                .map(history -> trust.withKdcs(history.head().endpoints().kdcs()))
                .orElse(trust);
    }
}
