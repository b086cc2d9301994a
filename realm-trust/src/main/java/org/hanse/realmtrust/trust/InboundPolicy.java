package org.hanse.realmtrust.trust;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.WellKnown;

/**
 * Whom a peer may vouch for. Deny by default: a key shared with a realm proves that realm's own principals, come straight from
 * it, and nobody else, unless the trust's policy says which other realms it may bring. Pure rules, thread-safe; the caller has
 * opened the ticket under the peer's key and decoded its transited field.
 */
public final class InboundPolicy {
    /** Why not. */
    public enum Refused {
        /** The trust is suspended, not yet in use, or only for our clients there. */
        TRUST_NOT_INBOUND,
        /** The peer names a client of our own realm, or says that the ticket has passed it: only we can speak for us. */
        LOCAL_NAME_FROM_OUTSIDE,
        /** The client is of a third realm that the peer may not bring. */
        CLIENT_REALM_NOT_ACCEPTED,
        /** None of the trust's client patterns matches. */
        CLIENT_NOT_ADMITTED,
        /** The ticket passed a realm that is on no path admitted for this client. */
        PATH_NOT_ACCEPTED;

        /** Whether even a trust that only logs refuses: what is not a matter of its policy. */
        boolean isAlwaysEnforced() {
            return this == TRUST_NOT_INBOUND || this == LOCAL_NAME_FROM_OUTSIDE;
        }
    }

    /**
     * @param refused empty if admitted
     * @param detail for the log: which name or realm it was; empty if there is nothing to say
     * @param letThrough what a log-only policy would have refused
     */
    public record Verdict(Optional<Refused> refused, String detail, List<Refused> letThrough) {
        static final Verdict ADMITTED = new Verdict(Optional.empty(), "", List.of());

        public Verdict {
            letThrough = List.copyOf(letThrough);
        }
    }

    private record Objection(Refused why, String detail) {}

    private InboundPolicy() {}

    /**
     * @param self this realm
     * @param trust with the realm that issued the ticket
     * @param passed the realms in the ticket's transited field, decoded; the issuer itself is not in it yet
     * @param configuredPath the realms between the client's realm and this one, where {@code capaths} says which they are
     */
    public static Verdict judge(
            RealmName self,
            Trust trust,
            Principal client,
            List<RealmName> passed,
            Optional<List<RealmName>> configuredPath) {
        Optional<Objection> objection = objection(self, trust, client, passed, configuredPath);
        if (objection.isEmpty()) {
            return Verdict.ADMITTED;
        }
        Refused why = objection.get().why();
        String detail = objection.get().detail();
        if (trust.policy().logOnly() && !why.isAlwaysEnforced()) {
            return new Verdict(Optional.empty(), detail, List.of(why));
        }
        return new Verdict(Optional.of(why), detail, List.of());
    }

    /** First what is enforced always, so that a trust that only logs cannot hide it behind a lesser objection. */
    private static Optional<Objection> objection(
            RealmName self,
            Trust trust,
            Principal client,
            List<RealmName> passed,
            Optional<List<RealmName>> configuredPath) {
        if (client.realm().equals(self)) {
            return objection(Refused.LOCAL_NAME_FROM_OUTSIDE, client);
        }
        if (passed.contains(self)) {
            return objection(Refused.LOCAL_NAME_FROM_OUTSIDE, self);
        }
        if (!trust.admitsIn()) {
            return objection(Refused.TRUST_NOT_INBOUND, trust.peer());
        }
        boolean brought = trust.policy().acceptRealms().contains(client.realm());
        if (!brought && !client.realm().equals(trust.peer())) {
            return objection(Refused.CLIENT_REALM_NOT_ACCEPTED, client);
        }
        if (brought && !isOnTheWay(trust.peer(), client, trust, configuredPath)) {
            return objection(Refused.PATH_NOT_ACCEPTED, trust.peer());
        }
        for (RealmName realm : passed) {
            if (!brought || !isOnTheWay(realm, client, trust, configuredPath)) {
                return objection(Refused.PATH_NOT_ACCEPTED, realm);
            }
        }
        if (!isAmong(trust.policy().clients(), client)) {
            return objection(Refused.CLIENT_NOT_ADMITTED, client);
        }
        return Optional.empty();
    }

    /**
     * On the way of a client that the peer may bring (its own come straight, and pass nothing). A configured path is the only way;
     * without one, the peer and every realm that it may bring clients of are on it.
     */
    private static boolean isOnTheWay(
            RealmName realm, Principal client, Trust trust, Optional<List<RealmName>> configuredPath) {
        if (configuredPath.isPresent()) {
            return configuredPath.get().contains(realm) || realm.equals(client.realm());
        }
        return realm.equals(trust.peer()) || trust.policy().acceptRealms().contains(realm);
    }

    private static boolean isAmong(List<String> globs, Principal client) {
        // Who tries the trust is no client of its list, and gets nothing that a client could use.
        return globs.isEmpty()
                || client.name().equals(WellKnown.TRUST_TEST_NAME)
                || globs.stream().anyMatch(glob -> matches(glob, client));
    }

    /** A pattern that cannot be read admits nobody. */
    private static boolean matches(String glob, Principal client) {
        try {
            return PrincipalGlob.of(glob).matches(client);
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static Optional<Objection> objection(Refused why, Object detail) {
        return Optional.of(new Objection(why, detail.toString()));
    }
}
