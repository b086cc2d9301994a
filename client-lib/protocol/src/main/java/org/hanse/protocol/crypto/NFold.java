package org.hanse.protocol.crypto;

/** The n-fold of RFC 3961 §5.1: stretches or folds octets to a given length so that every input bit counts equally. */
final class NFold {
    private NFold() {}

    /**
     * The input is repeated, each time rotated 13 bits further right, up to the least common multiple of both lengths; the
     * blocks of the output's length are then added in ones' complement.
     *
     * @param in at least one octet
     * @param length of the result in octets
     */
    static byte[] fold(byte[] in, int length) {
        int total = in.length / gcd(in.length, length) * length;
        int[] sums = new int[length];
        for (int i = 0; i < total; i++) {
            sums[i % length] += rotatedOctet(in, i);
        }
        // Ones' complement: what overflows at the top comes in again at the bottom, until nothing does.
        int carry = 0;
        do {
            for (int i = length - 1; i >= 0; i--) {
                int sum = sums[i] + carry;
                sums[i] = sum & 0xff;
                carry = sum >>> 8;
            }
        } while (carry != 0);
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = (byte) sums[i];
        }
        return out;
    }

    /** Octet {@code index} of the endless text in which copy number k of {@code in} is rotated right by 13 k bits. */
    private static int rotatedOctet(byte[] in, int index) {
        int bits = in.length * 8;
        int copy = index / in.length;
        int firstBit = Math.floorMod(8 * (index % in.length) - 13 * copy, bits);
        int at = firstBit / 8;
        int shift = firstBit % 8;
        int pair = ((in[at] & 0xff) << 8) | (in[(at + 1) % in.length] & 0xff);
        return (pair >>> (8 - shift)) & 0xff;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
