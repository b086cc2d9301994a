package org.hanse.kdc.transport;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hanse.protocol.wire.Octets;

/**
 * What an {@link HttpEndpoint} says. It is never cached, {@code Cache-Control: no-store} goes with each that does not say otherwise.
 *
 * @param status 200 to 599
 * @param headers such as {@code Content-Type}; the length is added
 */
public record HttpAnswer(int status, Map<String, String> headers, Octets body) {
    private static final String CONTENT_TYPE = "Content-Type";

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public static HttpAnswer ok(String contentType, byte[] body) {
        return new HttpAnswer(200, Map.of(CONTENT_TYPE, contentType), Octets.wrap(body));
    }

    /** @param json whole, with its line end */
    public static HttpAnswer json(int status, String json) {
        return new HttpAnswer(
                status, Map.of(CONTENT_TYPE, "application/json"), Octets.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param sentence for a person who looks into what a client got; nothing of the request, nothing of the server's inside */
    public static HttpAnswer text(int status, String sentence) {
        return new HttpAnswer(
                status,
                Map.of(CONTENT_TYPE, "text/plain;charset=utf-8"),
                Octets.wrap((sentence + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with one more header. */
    HttpAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpAnswer(status, more, body);
    }
}
