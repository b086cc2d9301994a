/**
 * The transited field: decode, extend, encode. RFC 4120 §3.3.3.2. Whether the realms in it are acceptable is for
 * {@link org.hanse.realmtrust.trust.InboundPolicy} to say.
 * May use: path (the hierarchy of names), protocol. Is used by: kdc, client.
 * Start at {@link org.hanse.realmtrust.transited.Transited}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.transited;
