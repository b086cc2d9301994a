/**
 * realm.yaml, read once into checked settings. Lies below everything.
 * May use: protocol (name, file). Is used by: every room of the server, and the command line, which writes it.
 * Start at {@link org.hanse.kdc.config.RealmSettings}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.config;
