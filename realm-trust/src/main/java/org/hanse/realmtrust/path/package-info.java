/**
 * Which realms to walk: the hierarchy of names, configured paths, and the next hop from here. RFC 4120 §1.2.
 * May use: trust, protocol. Is used by: transited (the hierarchy), kdc, client.
 * Start at {@link org.hanse.realmtrust.path.NextHop}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.path;
