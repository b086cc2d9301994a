/**
 * FAST, RFC 6113 §5.4: the request that counts comes sealed under an armor key inside the one that everybody sees, and so goes the
 * answer. Armor authenticates nobody here: it hides, and binds reply to request.
 * May use: ticket, principal, audit, config. Is used by: as, tgs. Start at {@link org.hanse.kdc.fast.Fast}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.fast;
