/**
 * The servers under test, each a process of its own on one core, with the same population. Start at
 * {@link org.hanse.bench.server.KdcServer}.
 */
package org.hanse.bench.server;
