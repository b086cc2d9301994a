package org.hanse.kdc.realm;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.federation.FederationList;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;

/**
 * The federations that a realm has joined, as operators ask for them: docs/federation.md. What is written here the servers of the realm hear of; they fetch the
 * lists, and make of them what is accepted. Thread-safe.
 */
public final class Federations {
    private final FederationStore store;
    private final Clock clock;
    private final String actor;

    public Federations(FederationStore store, Clock clock, String actor) {
        this.store = store;
        this.clock = clock;
        this.actor = actor;
    }

    static void checkName(String federation) throws RealmFailure {
        if (!FederationList.isName(federation)) {
            throw RealmFailure.malformed(
                    "that is no name of a federation", "write it like a DNS domain, in lower case: north.example");
        }
    }

    /**
     * How an operator wants to join a federation.
     *
     * @param pinned fingerprint of the federation's key. Another one than before begins anew: lists by the old key count no more
     * @param url where the newest list is
     * @param list the newest list itself
     */
    public record Wish(
            String name,
            Fingerprint pinned,
            Optional<ListUrl> url,
            Optional<SignedList> list,
            Optional<Acceptance> accept) {
        private JoinedFederation of(Optional<JoinedFederation> found) {
            Optional<JoinedFederation> same =
                    found.filter(before -> before.pinned().equals(pinned));
            return new JoinedFederation(
                    name,
                    pinned,
                    url.or(() -> found.flatMap(JoinedFederation::url)),
                    accept.or(() -> found.map(JoinedFederation::accept)).orElse(Acceptance.NONE),
                    same.flatMap(JoinedFederation::list),
                    same.flatMap(JoinedFederation::problem));
        }
    }

    /**
     * Joins a federation, or changes how this realm has joined it; what is left out of a second wish stays.
     *
     * @throws RealmFailure also if the list is not the federation's; nothing is changed then
     */
    public JoinedFederation join(Wish wish) throws RealmFailure {
        checkName(wish.name());
        if (wish.url().isEmpty()
                && wish.list().isEmpty()
                && store.find(wish.name()).isEmpty()) {
            throw RealmFailure.malformed("nothing says where the list is", "give its URL, or the list itself");
        }
        Instant now = clock.instant();
        try {
            return store.change(wish.name(), actor, found -> Optional.of(having(wish.of(found), wish.list(), now)))
                    .orElseThrow();
        } catch (Writing.Carrier carrier) {
            throw carrier.failure();
        }
    }

    private static JoinedFederation having(JoinedFederation joined, Optional<SignedList> list, Instant now) {
        JoinedFederation having = list.map(seen -> joined.having(seen, now)).orElse(joined);
        if (list.isPresent() && having.problem().isPresent()) {
            throw new Writing.Carrier(RealmFailure.refused(
                    "that list is not believed (" + having.problem().get() + ")",
                    "check name and fingerprint with who runs the federation"));
        }
        return having;
    }

    /** @throws RealmFailure if it is none of the four words */
    public static Acceptance acceptance(String word) throws RealmFailure {
        try {
            return Acceptance.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw RealmFailure.malformed("\"accept\" is not understood", "give none, in, out or both");
        }
    }

    public JoinedFederation get(String name) throws RealmFailure {
        return store.find(name).orElseThrow(Federations::unknown);
    }

    public List<JoinedFederation> all() {
        return store.all();
    }

    /** Forgets the federation; the trusts that its list has made end. */
    public void leave(String name) throws RealmFailure {
        get(name);
        store.change(name, actor, found -> Optional.empty());
    }

    private static RealmFailure unknown() {
        return RealmFailure.refused(
                "this realm has joined no federation of that name",
                "hanse federation show lists those that it has joined");
    }
}
