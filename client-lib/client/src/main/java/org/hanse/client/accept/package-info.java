/**
 * The service side: from the octets of a GSS token to a typed answer to "who is calling?". RFC 4120 §3.2.3, RFC 4121, RFC 4178,
 * RFC 4559. A facade over protocol's ap and gss; no JAAS, no system property, no static state.
 * May use: protocol, realm-trust. Is used by: services, and admin-tool's service-check.
 * Start at {@link org.hanse.client.accept.Acceptor}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.client.accept;
