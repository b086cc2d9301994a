/**
 * realm.yaml, read once into checked settings. Lies below everything.
 * May use: protocol. Is used by: every room of the server.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.config;
