package org.hanse.kdc.realm;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.introduction.Terms;
import org.hanse.realmtrust.introduction.Wish;

/** What an operator says of introductions: by whom, of whom, and that he wants one. The servers do the rest, docs/federation.md. Thread-safe. */
public final class IntroductionTerms {
    private final RealmName realm;
    private final IntroductionStore store;
    private final Clock clock;
    private final String actor;

    public IntroductionTerms(RealmName realm, IntroductionStore store, Clock clock, String actor) {
        this.realm = realm;
        this.store = store;
        this.clock = clock;
        this.actor = actor;
    }

    /**
     * What is left out stays as it is.
     *
     * @param accepts which trusts may arise with whom the peer introduces
     * @param passes whether this realm introduces the peer to others
     */
    public Terms allow(RealmName peer, Optional<Acceptance> accepts, Optional<Boolean> passes) {
        return store.change(
                peer,
                actor,
                before -> new Terms(
                        peer,
                        accepts.isPresent() ? accepts.get().direction() : before.accepts(),
                        passes.orElse(before.passes())));
    }

    /**
     * Has a server ask for an introduction; what came of an earlier wish is forgotten.
     *
     * @throws RealmFailure if nothing would come of it
     */
    public Wish introduce(RealmName peer, RealmName introducer) throws RealmFailure {
        if (peer.equals(introducer)) {
            throw RealmFailure.malformed("nobody introduces himself", "name another realm with --by");
        }
        if (store.terms(introducer).accepts().isEmpty()) {
            throw RealmFailure.refused(
                    "introductions by " + introducer + " are not accepted here",
                    "say which trusts they may make: hanse trust introductions " + introducer + " --accept both");
        }
        Wish wish = new Wish(peer, introducer, clock.instant().truncatedTo(ChronoUnit.MILLIS), Optional.empty());
        return store.changeWish(peer, actor, before -> Optional.of(wish)).orElseThrow();
    }

    public List<Terms> allTerms() {
        return store.allTerms();
    }

    public List<Wish> wishes() {
        return store.wishes();
    }

    public List<IntroductionStore.Kept> all() {
        return store.all();
    }

    /** Reads the name of a realm that may be a peer of this one. */
    public RealmName peer(String text) throws RealmFailure {
        return Naming.peer(text, realm);
    }
}
