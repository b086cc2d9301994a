package org.hanse.kdc.tgs;

import java.util.Set;
import org.hanse.protocol.name.ChecksumType;

/** Checksum types that exist, so that an old one gets the answer "unsuited" and an invented one "unknown" (RFC 4120 §3.3.2). */
final class BodyChecksums {
    /** The registry of RFC 3961 §8 with RFC 8009's, and RFC 4757's HMAC-MD5. */
    private static final Set<Integer> REGISTERED =
            Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, -138);

    private BodyChecksums() {}

    static boolean isKnown(ChecksumType type) {
        return REGISTERED.contains(type.value());
    }
}
