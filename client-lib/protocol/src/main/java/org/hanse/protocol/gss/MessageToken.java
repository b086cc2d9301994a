package org.hanse.protocol.gss;

import java.nio.ByteBuffer;

/** The 16-octet header of per-message tokens, RFC 4121 §4.2.6. */
final class MessageToken {
    static final int HEADER_LENGTH = 16;
    static final int MIC = 0x0404;
    static final int WRAP = 0x0504;

    static final int SENT_BY_ACCEPTOR = 1;
    static final int SEALED = 2;
    static final int ACCEPTOR_SUBKEY = 4;

    private MessageToken() {}

    /** §4.2.6.1: five octets of filler where a Wrap token counts. */
    static byte[] micHeader(int flags, long sequence) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .putShort((short) MIC)
                .put((byte) flags)
                .put((byte) 0xFF)
                .putInt(-1)
                .putLong(sequence)
                .array();
    }

    /** §4.2.6.2. */
    static byte[] wrapHeader(int flags, int extraCount, int rotation, long sequence) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .putShort((short) WRAP)
                .put((byte) flags)
                .put((byte) 0xFF)
                .putShort((short) extraCount)
                .putShort((short) rotation)
                .putLong(sequence)
                .array();
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(Math.addExact(first.length, second.length))
                .put(first)
                .put(second)
                .array();
    }
}
