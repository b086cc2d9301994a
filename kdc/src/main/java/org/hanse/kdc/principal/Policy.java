package org.hanse.kdc.principal;

import java.time.Duration;
import java.util.Optional;

/**
 * A named policy that principals share.
 *
 * @param maxLife longest ticket life of its principals
 * @param maxRenew longest renewable life of its principals
 */
public record Policy(String name, Optional<Duration> maxLife, Optional<Duration> maxRenew) {}
