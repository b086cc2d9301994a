/**
 * What a ticket is made of: whom it is for, its times, its session key, its seal, and the sentences that must hold of each.
 * RFC 4120 §2, §5.3. May use: principal, realm-trust, audit, config. Is used by: policy, preauth, as, tgs.
 * Start at {@link org.hanse.kdc.ticket.TicketSealer}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.ticket;
