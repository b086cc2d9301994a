/** JMH benchmarks of the hot path, and the realm in memory that they run over. {@code scripts/bench --jmh} runs them. */
package org.hanse.bench.jmh;
