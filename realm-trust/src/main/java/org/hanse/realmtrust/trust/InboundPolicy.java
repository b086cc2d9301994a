package org.hanse.realmtrust.trust;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;

/**
 * Whom a peer may vouch for. A key shared with a realm proves that realm's own principals; whatever else it says counts only as
 * far as the trust's policy says so. Pure rules, thread-safe.
 */
public final class InboundPolicy {
    /** Why not. */
    public enum Refused {
        TRUST_NOT_INBOUND,
        LOCAL_NAME_FROM_OUTSIDE,
        CLIENT_REALM_NOT_ACCEPTED,
        CLIENT_NOT_ADMITTED,
        PATH_NOT_ACCEPTED
    }

    /**
     * @param refused empty if admitted
     * @param detail for the log: which name or realm it was
     * @param letThrough what a log-only policy would have refused
     */
    public record Verdict(Optional<Refused> refused, String detail, List<Refused> letThrough) {
        public Verdict {
            letThrough = List.copyOf(letThrough);
        }
    }

    private InboundPolicy() {}

    /**
     * @param self this realm
     * @param trust with the realm that issued the ticket
     * @param passed the realms in the ticket's transited field, decoded
     */
    public static Verdict judge(RealmName self, Trust trust, Principal client, List<RealmName> passed) {
        if (client.realm().equals(self) || passed.contains(self)) {
            return new Verdict(Optional.of(Refused.LOCAL_NAME_FROM_OUTSIDE), client.toString(), List.of());
        }
        if (!trust.admitsIn()) {
            return new Verdict(
                    Optional.of(Refused.TRUST_NOT_INBOUND), trust.peer().toString(), List.of());
        }
        if (!client.realm().equals(trust.peer())
                && !trust.policy().acceptRealms().contains(client.realm())) {
            return new Verdict(Optional.of(Refused.CLIENT_REALM_NOT_ACCEPTED), client.toString(), List.of());
        }
        for (RealmName realm : passed) {
            if (!realm.equals(trust.peer()) && !trust.policy().acceptRealms().contains(realm)) {
                return new Verdict(Optional.of(Refused.PATH_NOT_ACCEPTED), realm.toString(), List.of());
            }
        }
        return new Verdict(Optional.empty(), "", List.of());
    }
}
