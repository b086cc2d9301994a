/**
 * The initial login, RFC 4120 §3.1: from a principal and its password or keytab to a ticket whose reply has been checked; inside FAST
 * (RFC 6113) if a ticket is there to armor it.
 * May use: kdc, protocol. Is used by: applications, admin-tool. Start at {@link org.hanse.client.login.Login}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.client.login;
