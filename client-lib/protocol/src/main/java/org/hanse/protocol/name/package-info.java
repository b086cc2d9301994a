/**
 * The names and small numbers of the protocol: realms, principals, enctypes, checksum types, key version numbers.
 * RFC 4120 §6 and §5.2. Value types, checked when they are made; after that, wrong is not expressible.
 * May use: nothing. Is used by: every other room. Start at {@link org.hanse.protocol.name.Principal}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.name;
