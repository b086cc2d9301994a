package org.hanse.protocol.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.hanse.protocol.channel.ChannelFault.Kind;

/**
 * The head of an answer of HTTP/1, as far as it matters to who sends one request, RFC 9112 §4 and §6.3.
 *
 * @param begin where the body begins
 * @param length of the body; without one it ends with the connection
 */
record HttpHead(int begin, OptionalInt length) {
    private static final int MOST_OCTETS = 16 * 1024;

    /**
     * @return nothing while the head is not whole
     * @throws ChannelFault of kind NO_ANSWER unless it says 200; TOO_LONG if it does not come to an end
     */
    static Optional<HttpHead> of(byte[] received) throws ChannelFault {
        String text = new String(received, 0, Math.min(received.length, MOST_OCTETS), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 && text.length() < MOST_OCTETS) {
            return Optional.empty();
        }
        if (end < 0) {
            throw new ChannelFault(Kind.TOO_LONG, "a head over the limit");
        }
        String[] lines = text.substring(0, end).split("\r\n");
        String[] status = lines[0].split(" ", 3);
        if (!status[0].startsWith("HTTP/1.") || status.length < 2 || !status[1].matches("\\d{3}")) {
            throw new ChannelFault(Kind.NO_ANSWER, "what came is no answer of HTTP");
        }
        if (!status[1].equals("200")) {
            throw new ChannelFault(Kind.NO_ANSWER, "HTTP status " + status[1]);
        }
        return Optional.of(new HttpHead(end + 4, length(lines)));
    }

    private static OptionalInt length(String[] lines) throws ChannelFault {
        for (String line : lines) {
            String[] field = line.split(":", 2);
            if (field.length == 2 && field[0].toLowerCase(Locale.ROOT).equals("content-length")) {
                if (!field[1].strip().matches("\\d{1,7}")) {
                    throw new ChannelFault(Kind.TOO_LONG, "a length that no answer has");
                }
                return OptionalInt.of(Integer.parseInt(field[1].strip()));
            }
        }
        return OptionalInt.empty();
    }

    boolean isWhole(int received) {
        return length.isPresent() && received - begin >= length.getAsInt();
    }

    /** @throws ChannelFault of kind CUT_OFF if it is shorter than the head says */
    byte[] body(byte[] received) throws ChannelFault {
        int end = length.isPresent() ? begin + length.getAsInt() : received.length;
        if (end > received.length) {
            throw new ChannelFault(Kind.CUT_OFF, "the connection ended before the answer did");
        }
        return Arrays.copyOfRange(received, begin, end);
    }
}
