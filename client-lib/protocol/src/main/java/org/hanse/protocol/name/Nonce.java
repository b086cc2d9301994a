package org.hanse.protocol.name;

/**
 * The number that binds a reply to its request, RFC 4120 §5.4.1 (UInt32). Echoed exactly.
 *
 * @param value 0 to 2^32-1
 */
public record Nonce(long value) {
    public Nonce {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("nonce out of range: " + value);
        }
    }
}
