package org.hanse.kdc.admin;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hanse.kdc.admin.operation.Need;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.Restrictions;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;

/** Whether one caller may do what one request asks: asked when it comes, and again when its change is about to count. Of one thread. */
final class Authority {
    private final Caller caller;
    private final List<Need> needs;
    private final AccessFile access;
    private final Clock clock;
    private Restrictions imposed = Restrictions.NONE;

    /** The realm's principals, outside or inside a transaction. */
    interface Directory extends Function<PrincipalName, Optional<PrincipalEntry>> {}

    Authority(Caller caller, List<Need> needs, AccessFile access, Clock clock) {
        this.caller = caller;
        this.needs = List.copyOf(needs);
        this.access = access;
        this.clock = clock;
    }

    /**
     * When the request comes.
     *
     * @return what is imposed on principals that are added or modified
     * @throws AdminFault ACCOUNT_UNUSABLE, NO_RIGHT, or MALFORMED if a name is none
     */
    Restrictions check(Directory principals) throws AdminFault {
        imposed = granted(principals);
        return imposed;
    }

    /**
     * Again, in the transaction that is about to count. Other writers wait outside, so what holds here holds when it is committed; the
     * file can change for a moment longer.
     *
     * @throws AdminFault.Carrier as {@link #check} does, and if anything else is imposed than was then
     */
    void confirm(Directory principals) {
        try {
            if (!granted(principals).equals(imposed)) {
                throw new AdminFault(
                        RefusalCode.NO_RIGHT,
                        "what admin.acl imposes on " + caller.principal() + " has just changed",
                        "ask once more");
            }
        } catch (AdminFault fault) {
            throw new AdminFault.Carrier(fault);
        }
    }

    private Restrictions granted(Directory principals) throws AdminFault {
        checkStanding(principals);
        AccessList list = access.current();
        Restrictions found = Restrictions.NONE;
        for (Need need : needs) {
            for (Optional<Principal> target : targets(need, principals)) {
                AccessList.Grant grant = list.grant(caller.principal(), target);
                boolean bound = !grant.restrictions().isNone();
                if (!grant.rights().contains(need.right()) || (bound && isShaping(need) && !need.imposes())) {
                    throw noRight(need);
                }
                checkLockdown(need, target, principals);
                found = need.imposes() ? grant.restrictions() : found;
            }
        }
        return found;
    }

    /** MIT's kadmind does likewise: whoever could set the key of krbtgt could forge any ticket, and needs no right to take keys out. */
    private void checkLockdown(Need need, Optional<Principal> target, Directory principals) throws AdminFault {
        boolean locked = need.right() == Right.SET_KEYS
                && target.filter(
                                named -> named.realm().equals(caller.principal().realm()))
                        .flatMap(named -> principals.apply(named.name()))
                        .filter(entry -> entry.has(PrincipalFlag.LOCKDOWN_KEYS))
                        .isPresent();
        if (locked) {
            throw new AdminFault(
                    RefusalCode.REFUSED,
                    "the keys of " + target.orElseThrow() + " are under lockdown_keys and are not set over the network",
                    "do it on the home");
        }
    }

    /** Restrictions go with these two, as with MIT; a deed that cannot impose them would be a way around them. */
    private static boolean isShaping(Need need) {
        return switch (need.right()) {
            case ADD, MODIFY -> true;
            default -> false;
        };
    }

    /** A ticket in somebody's hand does not keep a deleted, locked or expired account alive. */
    private void checkStanding(Directory principals) throws AdminFault {
        Instant now = clock.instant();
        boolean stands = principals
                .apply(caller.principal().name())
                .filter(entry -> entry.has(PrincipalFlag.ALLOW_TIX))
                .filter(entry -> entry.expires().filter(now::isAfter).isEmpty())
                // Somebody else may have the name by now. Tickets count whole seconds.
                .filter(entry -> !caller.authTime().isBefore(entry.created().truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
        if (!stands) {
            throw new AdminFault(
                    RefusalCode.ACCOUNT_UNUSABLE,
                    "the account " + caller.principal() + " is gone, locked or expired",
                    "log in as another administrator");
        }
    }

    /** The name that was asked for and, where that is an alias, the principal's own: a right to one is no right to the other. */
    private List<Optional<Principal>> targets(Need need, Directory principals) throws AdminFault {
        if (need.target().isEmpty()) {
            return List.of(Optional.empty());
        }
        Principal asked = named(need.target().get());
        Principal own = asked.realm().equals(caller.principal().realm())
                ? principals
                        .apply(asked.name())
                        .map(entry -> new Principal(entry.name(), asked.realm()))
                        .orElse(asked)
                : asked;
        return own.equals(asked) ? List.of(Optional.of(asked)) : List.of(Optional.of(asked), Optional.of(own));
    }

    private Principal named(String text) throws AdminFault {
        try {
            return Principal.parse(text, caller.principal().realm());
        } catch (InvalidNameException wrong) {
            throw new AdminFault(
                    RefusalCode.MALFORMED,
                    String.valueOf(wrong.getMessage()),
                    "write it as NAME, NAME/INSTANCE or NAME@REALM");
        }
    }

    private AdminFault noRight(Need need) {
        return new AdminFault(
                RefusalCode.NO_RIGHT,
                caller.principal() + " has no right \"" + need.right().letter() + "\""
                        + need.target().map(target -> " to " + target).orElse(""),
                "somebody who may edit admin.acl on the server can give it");
    }
}
