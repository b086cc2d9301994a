package org.hanse.kdc.federation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmUrl;

/**
 * Where a peer is asked, and by what it is told from others there.
 *
 * @param tlsKeys SHA-256 of the SubjectPublicKeyInfo of keys that count without a public authority, as the peer's newest document lists them
 * @param declared whether this realm's operator has typed this very URL; only then may it lead into private networks (T-016)
 */
public record PeerAddress(RealmUrl url, Set<Fingerprint> tlsKeys, boolean declared) {
    public PeerAddress {
        tlsKeys = Set.copyOf(tlsKeys);
    }

    /**
     * Where a declared peer may be asked, best first: at the declared URL, then at those in the newest document, if the peer is surely the one that was meant.
     *
     * @param known of the declared peer
     * @return empty if the declared URL is none
     */
    static List<PeerAddress> of(Declaration declaration, Optional<KeyHistory> known) {
        Optional<Endpoints> told = known.map(history -> history.head().endpoints());
        Set<Fingerprint> keys = told.map(Endpoints::tlsKeys).map(Set::copyOf).orElse(Set.of());
        Optional<RealmUrl> typed = RealmUrl.parse(declaration.url());
        boolean byOperator = declaration.origin() == Origin.OPERATOR;
        Stream<RealmUrl> others = known.filter(history -> PeerJudge.isSure(declaration, history)).stream()
                .flatMap(history -> history.head().endpoints().urls().stream())
                .map(RealmUrl::parse)
                .flatMap(Optional::stream);
        return Stream.concat(typed.stream(), typed.isPresent() ? others : Stream.empty())
                .distinct()
                .map(url -> new PeerAddress(
                        url, keys, byOperator && typed.filter(url::equals).isPresent()))
                .toList();
    }
}
