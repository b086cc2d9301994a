/**
 * The ticket-granting exchange, RFC 4120 §3.3: from a parsed TGS-REQ to an outcome. Opens no socket, never sees framing.
 * May use: policy, ticket and below, realm-trust. Is used by: dispatch. Start at {@link org.hanse.kdc.tgs.TgsExchange}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.tgs;
