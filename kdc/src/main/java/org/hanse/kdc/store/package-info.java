/**
 * Principals, keys, policies and trusts in SQLite: the schema and its migrations, sealing under the master key, and the
 * cache that the exchanges read, kept true by a change feed. The only room that knows SQL.
 * May use: the ports in principal and realm-trust. Is used by: the wiring of the server and of the command line.
 * Start at {@link org.hanse.kdc.store.RealmStore}; the format is described in docs/formats/store.md.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.store;
