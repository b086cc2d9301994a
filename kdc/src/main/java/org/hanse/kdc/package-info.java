/**
 * The wiring of the realm server, and nothing else: opens the store, joins settings, exchanges and sockets, closes them in the
 * right order. May use: every room of kdc. Is used by: the command line's {@code hanse server} alone.
 * Start at {@link org.hanse.kdc.RealmServer}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc;
