/**
 * The load generator: one thread over NIO, which keeps a window of requests open or keeps to a rate. Start at
 * {@link org.hanse.bench.load.LoadGenerator}.
 */
package org.hanse.bench.load;
