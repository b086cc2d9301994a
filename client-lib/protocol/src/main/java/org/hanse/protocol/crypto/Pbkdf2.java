package org.hanse.protocol.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** PBKDF2, RFC 8018 §5.2, over octets: the JCE's own takes characters only, and Kerberos passwords are octets. */
final class Pbkdf2 {
    private Pbkdf2() {}

    /**
     * @param iterations at least 1
     * @param length of the result in octets, at least 1
     */
    static byte[] derive(HmacKey password, byte[] salt, int iterations, int length) {
        byte[] out = new byte[length];
        for (int done = 0, block = 1; done < length; done += password.length(), block++) {
            byte[] u = password.of(salt, ByteBuffer.allocate(4).putInt(block).array());
            byte[] sum = u.clone();
            for (int i = 1; i < iterations; i++) {
                password.inPlace(u);
                for (int k = 0; k < sum.length; k++) {
                    sum[k] ^= u[k];
                }
            }
            System.arraycopy(sum, 0, out, done, Math.min(sum.length, length - done));
            Arrays.fill(u, (byte) 0);
            Arrays.fill(sum, (byte) 0);
        }
        return out;
    }
}
