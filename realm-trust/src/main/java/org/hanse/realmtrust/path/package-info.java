/**
 * Which realms to walk, and whether a path was right: configured paths and the hierarchy of names. RFC 4120 §1.2.
 * May use: trust, protocol. Is used by: kdc, client.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.path;
