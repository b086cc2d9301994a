/**
 * Sockets: messages come in over UDP, TCP and HTTPS, answers go out; sizes, deadlines and caps. RFC 4120 §7.2, MS-KKDCP. Knows
 * nothing of what a message says, save for whom a relayed request is. What else is served over HTTPS implements {@link org.hanse.kdc.transport.HttpEndpoint}.
 * May use: dispatch (MessageHandler), audit (Origin), config, trusts (KdcRelay), MINA, Jetty. Is used by: the wiring; HttpEndpoint by what it wires.
 * Start at {@link org.hanse.kdc.transport.KdcListeners} and {@link org.hanse.kdc.transport.HttpsListener}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.transport;
