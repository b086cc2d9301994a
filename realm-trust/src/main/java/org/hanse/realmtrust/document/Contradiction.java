package org.hanse.realmtrust.document;

import java.time.Instant;

/**
 * Two documents of one realm that cannot both be, both signed by keys of it: evidence that somebody else has such a key, or that the realm runs twice.
 *
 * @param held what was believed before
 * @param since when the other was seen
 */
public record Contradiction(SignedDocument held, SignedDocument other, Instant since) {}
