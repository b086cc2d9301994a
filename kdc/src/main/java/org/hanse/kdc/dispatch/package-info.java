/**
 * Octets to octets: what kind of message this is, the one reading of the clock, retransmissions, and the last catch.
 * May use: as, tgs and the rooms below them, audit, config. Is used by: transport. Start at {@link org.hanse.kdc.dispatch.MessageHandler}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.dispatch;
