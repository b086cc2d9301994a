package org.hanse.realmtrust.agreement;

import java.time.Duration;

/**
 * The times of an agreement.
 *
 * @param rotateEvery from one epoch to the next
 * @param ticketLife the longest that a ticket for a peer lives here, renewals counted; whole seconds
 * @param inForceWithin until every server of this realm has heard of a changed key
 * @param proposalLife how long a proposal can be answered, and an answer confirmed
 * @param clockSkew how far two clocks may differ before tickets fail
 * @param firstRetry after the first message without an answer; then twice as long each time
 * @param longestRetry and never longer
 */
public record AgreementSettings(
        Duration rotateEvery,
        Duration ticketLife,
        Duration inForceWithin,
        Duration proposalLife,
        Duration clockSkew,
        Duration firstRetry,
        Duration longestRetry) {
    /** How old a message may be, or how far ahead, before the clocks must be mended first. */
    static final Duration FRESH = Duration.ofMinutes(30);
    /** More are not kept: who changes keys faster than tickets end must wait. */
    static final int MOST_EPOCHS = 256;

    private static final int DOUBLINGS = 20;

    public AgreementSettings {
        if (ticketLife.compareTo(Standing.LONGEST_LIFE) > 0
                || !ticketLife.equals(Duration.ofSeconds(ticketLife.toSeconds()))) {
            throw new IllegalArgumentException("a ticket for a peer lives whole seconds, at most a year");
        }
    }

    /** With the usual times, for tickets that live {@code ticketLife} at most. */
    public static AgreementSettings usual(Duration rotateEvery, Duration ticketLife) {
        return new AgreementSettings(
                rotateEvery,
                ticketLife,
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }

    Duration pause(int attempts) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
        return doubled.compareTo(longestRetry) > 0 ? longestRetry : doubled;
    }

    /** How long after the peer's last ticket under a key it may still be presented: clocks may differ both ways. */
    Duration keptFor(Duration peersTicketLife) {
        return peersTicketLife.plus(clockSkew.multipliedBy(2)).plus(inForceWithin);
    }
}
