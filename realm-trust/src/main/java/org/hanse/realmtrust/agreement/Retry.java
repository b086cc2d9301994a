package org.hanse.realmtrust.agreement;

import java.time.Instant;

/**
 * When to send again what has not been answered.
 *
 * @param attempts since something last went forward
 * @param at not before then
 */
public record Retry(int attempts, Instant at) {
    Retry again(Instant now, AgreementSettings settings) {
        return new Retry(attempts + 1, now.plus(settings.pause(attempts)));
    }
}
