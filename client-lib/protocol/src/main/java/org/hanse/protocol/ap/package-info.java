/**
 * Opening what a client presents: tickets, authenticators, and the exact replay cache. RFC 4120 §3.2.
 * May use: crypto, wire, name. Is used by: gss, client, kdc. Start at {@link org.hanse.protocol.ap.OpenedTicket}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.ap;
