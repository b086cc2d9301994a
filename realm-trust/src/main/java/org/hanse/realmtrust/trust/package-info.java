/**
 * Trusts: with whom, in which direction, under which keys, and what a peer may vouch for. RFC 4120 §1.2; the policy is ours.
 * May use: protocol. Is used by: path, kdc, client. Start at {@link org.hanse.realmtrust.trust.Trust}; the rules are in
 * {@link org.hanse.realmtrust.trust.InboundPolicy}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.trust;
