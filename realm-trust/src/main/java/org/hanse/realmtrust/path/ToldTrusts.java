package org.hanse.realmtrust.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;

/**
 * Which realms send their clients on to which others, as their documents tell (docs/federation.md). Not all tell, and nobody is let in or
 * out by it: it helps to choose among ways that this realm's own trusts allow. For reading on the hot path: answers from memory.
 * Thread-safe.
 */
@FunctionalInterface
public interface ToldTrusts {
    /** Nobody has told anything. */
    ToldTrusts NONE = realm -> Set.of();

    /** Trusts that a way may pass. Longer ones rely on more realms than anybody wants to; and they would cost to look for. */
    int LONGEST_WAY = 8;

    /** The realms that this one tells of; none if it tells nothing. */
    Set<RealmName> of(RealmName realm);

    /**
     * The shortest way from one realm to another: the realms after {@code from}, {@code to} the last of them. The first by name among
     * several of one length.
     *
     * @param avoided realms that it does not pass
     * @return empty if none is told, or none that is short enough; an empty list if the two are the same
     */
    default Optional<List<RealmName>> way(RealmName from, RealmName to, Set<RealmName> avoided) {
        Map<RealmName, RealmName> before = new HashMap<>();
        Set<RealmName> seen = new HashSet<>(avoided);
        seen.add(from);
        Deque<RealmName> at = new ArrayDeque<>(List.of(from));
        for (int hops = 0; hops < LONGEST_WAY && !before.containsKey(to) && !from.equals(to); hops++) {
            Deque<RealmName> next = new ArrayDeque<>();
            for (RealmName realm : at) {
                of(realm).stream().sorted().filter(seen::add).forEach(peer -> {
                    before.put(peer, realm);
                    next.add(peer);
                });
            }
            at = next;
        }
        if (!from.equals(to) && !before.containsKey(to)) {
            return Optional.empty();
        }
        List<RealmName> way = new ArrayList<>();
        for (RealmName realm = to; !realm.equals(from); realm = Objects.requireNonNull(before.get(realm))) {
            way.add(0, realm);
        }
        return Optional.of(way);
    }
}
