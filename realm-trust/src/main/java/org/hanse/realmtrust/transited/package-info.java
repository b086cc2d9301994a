/**
 * The transited field: encode, extend, decode and check. RFC 4120 §3.3.3.2.
 * May use: protocol. Is used by: kdc, client.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.transited;
