package org.hanse.kdc.federation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmUrl;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/** What operators and clients are to know of a trust besides its keys: why it does not begin, and where the peer's KDCs are. Thread-safe. */
final class TrustNotes {
    private static final String ACTOR = "server";
    /** An agreement that has come further says itself what is amiss. */
    private static final Set<TrustState> BEGINNING =
            EnumSet.of(TrustState.DECLARED, TrustState.UNCONFIRMED, TrustState.ESTABLISHING);

    private final TrustStore trusts;
    private final BooleanSupplier privatePeers;

    /** @param privatePeers whether what a peer says may lead into private networks */
    TrustNotes(TrustStore trusts, BooleanSupplier privatePeers) {
        this.trusts = trusts;
        this.privatePeers = privatePeers;
    }

    /** @param why for people; empty if nothing is amiss */
    void reason(RealmName peer, Optional<String> why) {
        if (trusts.find(peer).filter(trust -> concerns(trust, why)).isPresent()) {
            trusts.change(
                    peer,
                    ACTOR,
                    found -> found.filter(trust -> concerns(trust, why))
                            .map(trust -> with(trust, why, trust.kdcs()))
                            .or(() -> found)
                            .orElseThrow());
        }
    }

    private static boolean concerns(Trust trust, Optional<String> why) {
        return BEGINNING.contains(trust.state()) && !trust.reason().equals(why);
    }

    /** The KDCs that the peer's newest document names, unless an operator has said others. */
    void kdcs(Declaration wish, KeyHistory history) {
        List<String> said = history.head().endpoints().kdcs().stream()
                .filter(kdc -> privatePeers.getAsBoolean() || isAt(wish, kdc))
                .toList();
        if (trusts.find(wish.peer())
                .filter(trust -> mayHave(trust, said, history))
                .isPresent()) {
            trusts.change(
                    wish.peer(),
                    ACTOR,
                    found -> found.filter(trust -> mayHave(trust, said, history))
                            .map(trust -> with(trust, trust.reason(), said))
                            .or(() -> found)
                            .orElseThrow());
        }
    }

    /** Requests are relayed there (MS-KKDCP): a peer must not send this server where no operator has (catalogue T-016). */
    private static boolean isAt(Declaration wish, String kdc) {
        String host = kdc.substring(0, kdc.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
        return RealmUrl.parse(wish.url()).map(RealmUrl::host).equals(Optional.of(host));
    }

    private static boolean mayHave(Trust trust, List<String> said, KeyHistory history) {
        boolean ofDocuments = trust.kdcs().isEmpty()
                || history.documents().stream()
                        .anyMatch(held ->
                                held.signed().document().endpoints().kdcs().containsAll(trust.kdcs()));
        return ofDocuments && !said.isEmpty() && !trust.kdcs().equals(said);
    }

    private static Trust with(Trust trust, Optional<String> reason, List<String> kdcs) {
        return new Trust(trust.peer(), trust.policy(), trust.state(), reason, trust.keysIn(), trust.keysOut(), kdcs);
    }
}
