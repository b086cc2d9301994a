/**
 * What surrounds a command: streams, environment, clock, the realm home it works on, and where its passwords come from.
 * May use: output, kdc/realm. Is used by: command, Main. Start at {@link org.hanse.admin.session.Surroundings}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.session;
