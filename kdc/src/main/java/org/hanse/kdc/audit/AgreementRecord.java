package org.hanse.kdc.audit;

import java.time.Instant;

/**
 * What the log says of one step of an agreement with a peer. Holds no key, and no text of the peer's.
 *
 * @param peer the other realm
 * @param event such as {@code ISSUING}
 * @param detail an epoch, the word of a rejection, a duration; may be empty
 * @param alarming whether somebody must look at it
 */
public record AgreementRecord(Instant time, String peer, String event, String detail, boolean alarming) {}
