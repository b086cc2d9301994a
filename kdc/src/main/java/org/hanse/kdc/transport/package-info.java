/**
 * Sockets: messages come in over UDP and TCP, answers go out; sizes, deadlines and caps. RFC 4120 §7.2. Knows nothing of
 * what a message says.
 * May use: dispatch (MessageHandler), audit (Origin), config, MINA. Is used by: the wiring.
 * Start at {@link org.hanse.kdc.transport.KdcListeners}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.transport;
