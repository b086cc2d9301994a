package org.hanse.kdc.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fuzz target ({@code scripts/fuzz stream}): octets of a TCP stream, RFC 4120 §7.2.2. However they are cut into pieces, the same
 * messages come out, and the same end.
 */
public final class StreamFuzz {
    private StreamFuzz() {}

    /** @param input the length of the pieces, then the stream */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        List<String> whole = read(stream, stream.length);
        List<String> pieces = read(stream, 1 + (input[0] & 0x7F));
        if (!whole.equals(pieces)) {
            throw new AssertionError("at once " + whole + ", in pieces " + pieces);
        }
    }

    private static List<String> read(byte[] stream, int piece) {
        RequestFrames frames = new RequestFrames();
        List<String> read = new ArrayList<>();
        try {
            for (int at = 0; at < stream.length; at += piece) {
                ByteBuffer in = ByteBuffer.wrap(stream, at, Math.min(piece, stream.length - at));
                while (in.hasRemaining()) {
                    frames.next(in).ifPresent(message -> read.add(message.length + ":" + Arrays.hashCode(message)));
                    if (frames.heldOctets() > RequestFrames.LARGEST) {
                        throw new AssertionError("keeps " + frames.heldOctets() + " octets");
                    }
                }
            }
            read.add(frames.isAmidst() ? "amidst" : "between");
        } catch (RequestFrames.BadLength fault) {
            read.add(fault.isZero() ? "zero" : "too long");
        }
        return read;
    }
}
