package org.hanse.realmtrust.declaration;

import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * The wish for a trust by agreement with another realm. Name, URL and fingerprint are three inputs; none is inferred from another
 * (docs/federation.md). That both realms have one is what an agreement begins with. What the peer may vouch for is in the trust's policy.
 *
 * @param url root of the peer's HTTPS port, {@code https://HOST[:PORT]}, as it was typed
 * @param fingerprint the peer's realm id, or of the key that signs its newest document; empty if nobody has told it
 * @param confirmed the realm id that the operator has compared a code with; empty if he has not
 * @param direction wished for
 * @param by the federation or the realm that the {@code origin} names; empty for an operator's own
 */
public record Declaration(
        RealmName peer,
        String url,
        Optional<Fingerprint> fingerprint,
        Optional<Fingerprint> confirmed,
        TrustDirection direction,
        Origin origin,
        Optional<String> by) {
    /** An operator's own. */
    public static Declaration byOperator(
            RealmName peer, String url, Optional<Fingerprint> fingerprint, TrustDirection direction) {
        return new Declaration(peer, url, fingerprint, Optional.empty(), direction, Origin.OPERATOR, Optional.empty());
    }

    /** The same after codes have been compared with the realm of that id. */
    public Declaration confirmedAs(Fingerprint id) {
        return new Declaration(peer, url, fingerprint, Optional.of(id), direction, origin, by);
    }
}
