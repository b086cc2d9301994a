package org.hanse.protocol.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hanse.protocol.channel.ChannelFault.Kind;

/**
 * The head of an answer of HTTP/1, as far as it matters to who sends one request, RFC 9112 §4 and §6.3.
 *
 * @param begin where the body begins
 * @param headers by names in lower case; of one that comes twice the first
 * @param length of the body; without one it ends with the connection
 */
record HttpHead(int status, int begin, OptionalInt length, Map<String, String> headers) {
    private static final int MOST_OCTETS = 16 * 1024;

    /**
     * @return nothing while the head is not whole
     * @throws ChannelFault of kind NO_ANSWER if it is no HTTP; TOO_LONG if it does not come to an end
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
        Map<String, String> headers = headers(lines);
        return Optional.of(new HttpHead(Integer.parseInt(status[1]), end + 4, length(headers), headers));
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            String[] field = line.split(":", 2);
            if (field.length == 2) {
                headers.putIfAbsent(field[0].toLowerCase(Locale.ROOT), field[1].strip());
            }
        }
        return headers;
    }

    private static OptionalInt length(Map<String, String> headers) throws ChannelFault {
        String length = headers.get("content-length");
        if (length == null) {
            return OptionalInt.empty();
        }
        if (!length.matches("\\d{1,7}")) {
            throw new ChannelFault(Kind.TOO_LONG, "a length that no answer has");
        }
        return OptionalInt.of(Integer.parseInt(length));
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
