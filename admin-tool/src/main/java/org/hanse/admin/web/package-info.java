/**
 * The example web service behind {@code service-check}: just enough HTTP/1.1 for a login by Negotiate (RFC 9110, RFC 9112,
 * RFC 4559), with bounds on everything that a stranger can make long. It is there for trying a set-up, not for serving pages.
 * May use: output, client. Is used by: command. Start at {@link org.hanse.admin.web.LoginListener}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.web;
