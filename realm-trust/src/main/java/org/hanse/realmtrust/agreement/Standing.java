package org.hanse.realmtrust.agreement;

import java.time.Duration;

/**
 * How a realm stands to its peer. Every message carries the sender's whole standing, so that one that is lost or overtaken costs nothing:
 * the next one says it all.
 *
 * @param serial counts the changes of this record; a message with a lower one than seen before is late and does not change what is known
 * @param declared whether the realm's operator has declared this trust, and not removed it
 * @param suspended whether the operator has suspended it: no ticket is issued or accepted
 * @param removals how often it was removed; never goes down
 * @param revoked keys of this epoch and before are compromised or doubtful: nobody may issue or accept under them; never goes down
 * @param highest the highest epoch that the realm knows to have been answered by either; never goes down
 * @param accepts the newest epoch under whose keys every server of the realm accepts tickets
 * @param issues the newest epoch that the realm issues under
 * @param ticketLife how long a ticket that it issues for the peer may live, renewals counted; whole seconds, at most {@link #LONGEST_LIFE}
 */
public record Standing(
        long serial,
        boolean declared,
        boolean suspended,
        long removals,
        Epoch revoked,
        Epoch highest,
        Epoch accepts,
        Epoch issues,
        Duration ticketLife) {
    static final Duration LONGEST_LIFE = Duration.ofDays(366);
    /** Beyond what a realm can ever count, and a whole number for every reader of JSON. */
    static final long LAST_SERIAL = 1L << 52;

    static final long MOST_REMOVALS = Integer.MAX_VALUE;

    /** Of a realm that has not been heard of. */
    static final Standing UNKNOWN =
            new Standing(0, false, false, 0, Epoch.NONE, Epoch.NONE, Epoch.NONE, Epoch.NONE, Duration.ZERO);

    public Standing {
        if (serial < 0 || serial > LAST_SERIAL || removals < 0 || removals > MOST_REMOVALS) {
            throw new IllegalArgumentException("a counter is out of range");
        }
        if (ticketLife.isNegative()
                || !ticketLife.equals(Duration.ofSeconds(ticketLife.toSeconds()))
                || ticketLife.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("ticketLife out of range: " + ticketLife);
        }
    }

    Standing withSerial(long changed) {
        return new Standing(changed, declared, suspended, removals, revoked, highest, accepts, issues, ticketLife);
    }

    Standing withDeclared(boolean changed) {
        return new Standing(serial, changed, suspended, removals, revoked, highest, accepts, issues, ticketLife);
    }

    Standing withSuspended(boolean changed) {
        return new Standing(serial, declared, changed, removals, revoked, highest, accepts, issues, ticketLife);
    }

    Standing withRemovals(long changed) {
        return new Standing(serial, declared, suspended, changed, revoked, highest, accepts, issues, ticketLife);
    }

    Standing withRevoked(Epoch changed) {
        return new Standing(serial, declared, suspended, removals, changed, highest, accepts, issues, ticketLife);
    }

    Standing withHighest(Epoch seen) {
        return new Standing(
                serial,
                declared,
                suspended,
                removals,
                revoked,
                Epoch.later(highest, seen),
                accepts,
                issues,
                ticketLife);
    }

    Standing withUse(Epoch accepting, Epoch issuing, Duration life) {
        return new Standing(serial, declared, suspended, removals, revoked, highest, accepting, issuing, life);
    }

    /**
     * What is known of a realm after it has said {@code said}: if it is newer, all of it, but counters never go down. What is late may still
     * tell that an epoch is used up.
     */
    Standing merged(Standing said) {
        if (said.serial <= serial) {
            return withHighest(said.highest);
        }
        return new Standing(
                said.serial,
                said.declared,
                said.suspended,
                Math.max(removals, said.removals),
                Epoch.later(revoked, said.revoked),
                Epoch.later(highest, said.highest),
                said.accepts,
                said.issues,
                said.ticketLife);
    }
}
