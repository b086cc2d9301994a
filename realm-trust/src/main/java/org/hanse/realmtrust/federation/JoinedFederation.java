package org.hanse.realmtrust.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * A federation whose list this realm reads. Immutable.
 *
 * @param name as the operator typed it
 * @param pinned fingerprint of the key that signed the first list that may be believed, as he typed it
 * @param url where the newest list is; empty if the operator brings it as a file
 * @param list the newest that was believed
 * @param problem why the last one that was seen is not that, as a text for people
 */
public record JoinedFederation(
        String name,
        Fingerprint pinned,
        Optional<ListUrl> url,
        Acceptance accept,
        Optional<SignedList> list,
        Optional<String> problem) {
    /** So long after a list has expired its members stay: time to find out why nobody signs, and to mend it. */
    public static final Duration GRACE = Duration.ofDays(30);

    /** What is known at {@code now}, as operators see it. */
    public enum Standing {
        /** No list was believed yet. */
        UNKNOWN,
        CURRENT,
        /** The list has expired: it brings nobody in. */
        STALE,
        /** It expired so long ago that it keeps nobody in either. */
        OVER
    }

    public Standing standing(Instant now) {
        if (list.isEmpty()) {
            return Standing.UNKNOWN;
        }
        FederationList newest = list.get().list();
        if (!newest.isExpiredAt(now)) {
            return Standing.CURRENT;
        }
        return newest.isExpiredAt(now.minus(GRACE)) ? Standing.OVER : Standing.STALE;
    }

    /** The same, having seen that list: it is the newest from now on, or it is said why not. */
    public JoinedFederation having(SignedList seen, Instant now) {
        return ListSuccession.judge(name, pinned, list, seen, now)
                .fold(
                        accepted -> new JoinedFederation(
                                name, pinned, url, accept, Optional.of(accepted.list()), Optional.empty()),
                        unchanged -> new JoinedFederation(name, pinned, url, accept, list, Optional.empty()),
                        refused -> failing(refused.reason()));
    }

    private JoinedFederation failing(DocumentReason reason) {
        return failing(reason.code() + ", the list " + reason.text());
    }

    /** The same after no list could be had. */
    public JoinedFederation failing(String why) {
        return new JoinedFederation(name, pinned, url, accept, list, Optional.of(why));
    }

    /** As a member of which the list speaks, if it counts at all and this realm is itself in it: who is not a member makes nothing of a list. */
    Optional<FederationMember> voucher(RealmName realm, RealmName self, Fingerprint selfId, Instant now) {
        Standing standing = standing(now);
        if (standing == Standing.UNKNOWN || standing == Standing.OVER || accept == Acceptance.NONE) {
            return Optional.empty();
        }
        FederationList newest = list.orElseThrow().list();
        boolean isMember =
                newest.member(self).filter(own -> own.id().equals(selfId)).isPresent();
        return isMember ? newest.member(realm) : Optional.empty();
    }
}
