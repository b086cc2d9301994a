/**
 * Tickets for services, RFC 4120 §3.3: from a TGT by way of the realms in between to a ticket whose reply has been checked.
 * May use: login, kdc, realm-trust/path, protocol. Is used by: applications, admin-tool. Start at {@link org.hanse.client.tickets.Tickets}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.client.tickets;
