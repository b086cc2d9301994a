/**
 * What a realm says of itself, signed: its names, keys and addresses, and the succession of its keys. A realm is its key history;
 * its id follows from its first signing key. The format and every rule: docs/federation.md.
 * May use: protocol; Jackson and BouncyCastle's ASN.1 and signatures, no provider. Is used by: agreement, kdc.
 * Start at {@link org.hanse.realmtrust.document.SignedDocument}, then {@link org.hanse.realmtrust.document.Succession}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.document;
