/**
 * Pre-authentication, one file per mechanism, and the order of trying. RFC 4120 §5.2.7, RFC 6113.
 * May use: ticket and below. Is used by: as. Start at {@link org.hanse.kdc.preauth.Preauthentication}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.preauth;
