/**
 * Whether the server is well, told over HTTPS: {@code /health/live}, {@code /health/ready} and {@code /metrics}. docs/operations.md names every figure.
 * May use: transport (HttpEndpoint), audit (the figures of requests), config. Is used by: the wiring. Start at {@link org.hanse.kdc.health.HealthRoutes}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.health;
