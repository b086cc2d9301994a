/**
 * {@code /admin/v1}: the operations of {@link org.hanse.kdc.admin.operation} over HTTPS, for administrators whom Kerberos proves and
 * admin.acl allows. SPNEGO in HTTP is RFC 4559, its channel bindings RFC 5929. One token serves one request: there is no session,
 * no cookie, and nothing that a browser would send by itself.
 * May use: operation, transport (HttpEndpoint), realm, principal, config, audit. Is used by: the wiring.
 * Start at {@link org.hanse.kdc.admin.AdminRoutes}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.admin;
