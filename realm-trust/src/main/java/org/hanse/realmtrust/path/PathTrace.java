package org.hanse.realmtrust.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.WellKnown;
import org.hanse.realmtrust.trust.InboundPolicy;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustState;

/**
 * Which realms a ticket would pass between two, as far as this realm decides or knows it, and why each hop is allowed or refused: what
 * {@link NextHop} and {@link InboundPolicy} say, told to people. Without state, thread-safe.
 */
public final class PathTrace {
    private final RealmName self;
    private final TrustDirectory trusts;
    private final RealmPaths paths;
    private final NextHop nextHop;

    public PathTrace(NextHop nextHop) {
        this.self = nextHop.self();
        this.trusts = nextHop.trusts();
        this.paths = nextHop.paths();
        this.nextHop = nextHop;
    }

    /** What is known of a hop. */
    public enum Verdict {
        ALLOWED,
        REFUSED,
        /** Another realm decides. */
        NOT_DECIDED_HERE
    }

    /** One step from realm to realm. */
    public record Hop(RealmName from, RealmName to, Verdict verdict, String why) {}

    /**
     * The hops of a client of {@code from} on its way to a service of {@code to}, up to the first that is refused.
     *
     * @return none if the two are the same realm
     */
    public List<Hop> between(RealmName from, RealmName to) {
        List<Hop> hops = new ArrayList<>();
        if (from.equals(to)) {
            return hops;
        }
        Set<RealmName> passed = new HashSet<>();
        if (!from.equals(self)) {
            hops.addAll(arrival(from));
            hops.forEach(hop -> passed.add(hop.from()));
        }
        boolean isHere = hops.stream().noneMatch(hop -> hop.verdict() == Verdict.REFUSED);
        if (isHere && !to.equals(self)) {
            hops.addAll(departure(to, passed));
        }
        return hops;
    }

    /** From {@code from} to this realm: straight, or by a peer that may bring its clients. */
    private List<Hop> arrival(RealmName from) {
        Optional<List<RealmName>> configured = paths.between(from, self);
        Optional<Trust> direct = trusts.find(from);
        if (direct.isPresent()
                && configured.filter(between -> !between.isEmpty()).isEmpty()) {
            return List.of(judged(direct.get(), from, List.of(), configured));
        }
        for (Trust trust : trusts.all()) {
            if (trust.policy().acceptRealms().contains(from)
                    && configured.map(between -> between.contains(trust.peer())).orElse(true)) {
                List<Hop> hops = new ArrayList<>();
                List<RealmName> before = new ArrayList<>(configured.orElse(List.of()));
                before.remove(trust.peer());
                hops.add(new Hop(
                        from,
                        trust.peer(),
                        Verdict.NOT_DECIDED_HERE,
                        from + " and the realms between decide" + (before.isEmpty() ? "" : ", by way of " + before)));
                hops.add(judged(trust, from, before, configured));
                return hops;
            }
        }
        return List.of(new Hop(
                from,
                self,
                Verdict.REFUSED,
                "there is no trust with " + from
                        + ", and none whose peer may bring its clients (hanse trust modify PEER --accept-realms)"));
    }

    private Hop judged(Trust trust, RealmName from, List<RealmName> passed, Optional<List<RealmName>> configured) {
        Principal somebody = new Principal(WellKnown.TRUST_TEST_NAME, from);
        InboundPolicy.Verdict verdict = InboundPolicy.judge(self, trust, somebody, passed, configured);
        if (verdict.refused().isPresent()) {
            return new Hop(trust.peer(), self, Verdict.REFUSED, refusal(trust, verdict));
        }
        List<String> clients = trust.policy().clients();
        return new Hop(
                trust.peer(),
                self,
                Verdict.ALLOWED,
                (trust.peer().equals(from)
                                ? "the trust lets its own clients in"
                                : "the trust lets it bring clients of " + from)
                        + (clients.isEmpty() ? "" : ", of these only: " + String.join(", ", clients))
                        + (verdict.letThrough().isEmpty() ? "" : ", and only logs that " + verdict.letThrough()));
    }

    private static String refusal(Trust trust, InboundPolicy.Verdict verdict) {
        return switch (verdict.refused().orElseThrow()) {
            case TRUST_NOT_INBOUND -> notInUse(trust, "in");
            case PATH_NOT_ACCEPTED -> verdict.detail() + " is not admitted on the way (capaths, --accept-realms)";
            case CLIENT_REALM_NOT_ACCEPTED -> "the trust does not let it bring such clients (--accept-realms)";
            case LOCAL_NAME_FROM_OUTSIDE -> "nobody vouches for this realm's own clients from outside";
            case CLIENT_NOT_ADMITTED -> "the trust names the clients that may come (--clients)";
        };
    }

    private static String notInUse(Trust trust, String direction) {
        return trust.state() == TrustState.ACTIVE
                ? "the trust does not have the direction " + direction
                : "the trust is " + trust.state().word()
                        + trust.reason().map(reason -> " (" + reason + ")").orElse("");
    }

    /** From this realm towards {@code to}. */
    private List<Hop> departure(RealmName to, Set<RealmName> passed) {
        Optional<Trust> hop = nextHop.towards(to, passed);
        if (hop.isEmpty()) {
            return List.of(new Hop(self, to, Verdict.REFUSED, whyNotTo(to, passed)));
        }
        RealmName peer = hop.get().peer();
        if (peer.equals(to)) {
            return List.of(new Hop(self, to, Verdict.ALLOWED, "there is a trust with it"));
        }
        List<Hop> hops = new ArrayList<>();
        hops.add(new Hop(self, peer, Verdict.ALLOWED, whyBy(hop.get(), to)));
        hops.addAll(beyond(peer, to, passed));
        return hops;
    }

    /** What becomes of the client behind a peer: documents tell of trusts, and whom those let through each realm decides for itself. */
    private List<Hop> beyond(RealmName peer, RealmName to, Set<RealmName> passed) {
        Optional<List<RealmName>> told = nextHop.beyond(peer, to, passed);
        List<Hop> hops = new ArrayList<>();
        RealmName from = peer;
        for (RealmName next : told.orElse(List.of(to))) {
            hops.add(new Hop(
                    from,
                    next,
                    Verdict.NOT_DECIDED_HERE,
                    (told.isPresent() ? "its document tells of this trust; " : "") + from
                            + " decides: hanse trust path " + from + " " + to + " there"));
            from = next;
        }
        return hops;
    }

    private String whyBy(Trust trust, RealmName to) {
        if (trust.policy().transitTo().contains(to)) {
            return "the trust says that " + to + " is reached through it (--transit-to)";
        }
        return paths.between(self, to).isPresent()
                ? "capaths in realm.yaml name it"
                : "it is nearer to " + to + " by its name";
    }

    private String whyNotTo(RealmName to, Set<RealmName> passed) {
        if (passed.contains(to)) {
            return "the ticket has come from there";
        }
        return trusts.find(to)
                .map(trust -> notInUse(trust, "out"))
                .orElse("there is no trust with it, and none that leads there (--transit-to, capaths in realm.yaml)");
    }
}
