/**
 * What surrounds a command: streams, environment, clock, the realm home or server it works on, and where its
 * tickets and passwords come from.
 * May use: output, kdc/admin/operation, kdc/realm, client. Is used by: command, Main. Start at {@link org.hanse.admin.session.Surroundings}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.session;
