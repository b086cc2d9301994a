/**
 * Principals as the realm keeps them: names, keys by kvno, flags, lifetimes; the ports to whoever stores them.
 * May use: protocol. Is used by: every room of the server. Start at {@link org.hanse.kdc.principal.PrincipalEntry}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.principal;
