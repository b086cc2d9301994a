/**
 * With whom this realm wants a trust by agreement, and on whose word: an operator's, a federation's list, an introduction.
 * May use: trust, document; protocol. Is used by: kdc.
 * Start at {@link org.hanse.realmtrust.declaration.Declaration}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.declaration;
