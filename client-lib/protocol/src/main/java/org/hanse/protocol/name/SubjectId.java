package org.hanse.protocol.name;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Who a principal is, for life: 128 random bits. Names come and go; links, moves and audit speak of this.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record SubjectId(String hex) {
    public SubjectId {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a subject id is 32 lower-case hexadecimal digits");
        }
    }

    public static SubjectId random(SecureRandom random) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return new SubjectId(HexFormat.of().formatHex(bits));
    }

    @Override
    public String toString() {
        return hex;
    }
}
