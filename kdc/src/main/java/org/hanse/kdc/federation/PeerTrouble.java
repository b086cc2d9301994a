package org.hanse.kdc.federation;

import org.hanse.realmtrust.document.DocumentReason;

/**
 * What is amiss with a peer, in a form for operators.
 *
 * @param code stable: of {@link PeerFault.Reason} or {@link DocumentReason}
 * @param text a sentence without a capital or a full stop, which says the cure where there is one
 */
public record PeerTrouble(String code, String text) {
    static PeerTrouble of(PeerFault fault) {
        return new PeerTrouble(fault.reason().code(), fault.text());
    }

    static PeerTrouble of(DocumentReason reason) {
        return new PeerTrouble(reason.code(), "the peer's realm document " + reason.text());
    }
}
