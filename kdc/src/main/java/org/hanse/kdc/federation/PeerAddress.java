package org.hanse.kdc.federation;

import java.util.Set;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmUrl;

/**
 * Where a peer is asked, and by what it is told from others there.
 *
 * @param tlsKeys SHA-256 of the SubjectPublicKeyInfo of keys that count without a public authority: of the peer's newest document, if that belongs to the
 *     declared fingerprint
 * @param declared whether this realm's operator has typed this very URL; only then may it lead into private networks (T-016)
 * @param first whether no document of the peer is known yet: then any TLS key will do, and whose it was is judged with the documents (docs/federation.md).
 *     Never true for anything but fetching documents
 */
public record PeerAddress(RealmUrl url, Set<Fingerprint> tlsKeys, boolean declared, boolean first) {
    public PeerAddress {
        tlsKeys = Set.copyOf(tlsKeys);
    }
}
