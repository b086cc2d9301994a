/**
 * The authentication service exchange, RFC 4120 §3.1: from a parsed AS-REQ to an outcome. Opens no socket, never sees framing.
 * May use: preauth, policy, ticket and below. Is used by: dispatch. Start at {@link org.hanse.kdc.as.AsExchange}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.as;
