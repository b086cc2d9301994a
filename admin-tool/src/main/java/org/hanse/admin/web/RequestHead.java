package org.hanse.admin.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The request line and the header fields of one request, RFC 9112 §3 and §5.
 *
 * @param fields by lower-case name, values in order of arrival
 */
record RequestHead(String method, String target, boolean http10, Map<String, List<String>> fields) {
    /** All of a head in octets: room for the largest tickets in Base64, and an end to it. */
    static final int MAX_LENGTH = 96 * 1024;

    private static final int MAX_FIELDS = 100;

    /** A request that cannot be read, and the status to answer it with before the connection is closed. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        final int status;

        Bad(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }

    /** @return empty if the connection ends before a request begins */
    static Optional<RequestHead> read(InputStream in) throws IOException, Bad {
        Optional<List<String>> lines = lines(in);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String[] start = lines.get().get(0).split(" ", -1);
        if (start.length != 3 || start[0].isEmpty() || start[1].isEmpty()) {
            throw new Bad(400, "the request line is malformed");
        }
        if (!start[2].equals("HTTP/1.1") && !start[2].equals("HTTP/1.0")) {
            throw new Bad(505, "only HTTP/1.1 and HTTP/1.0 are served");
        }
        Map<String, List<String>> fields = new HashMap<>();
        for (String line : lines.get().subList(1, lines.get().size())) {
            int colon = line.indexOf(':');
            // A name that ends in a space, and a line that continues the one before, are ways to smuggle: §5.1, §5.2.
            if (colon <= 0 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ')) {
                throw new Bad(400, "a header field is malformed");
            }
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return Optional.of(new RequestHead(start[0], start[1], start[2].equals("HTTP/1.0"), fields));
    }

    /** The one value of a field that may come once. */
    Optional<String> single(String name) throws Bad {
        List<String> values = fields.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Bad(400, "more than one " + name);
        }
        return values.stream().findFirst();
    }

    /** Length of the body in octets. */
    long bodyLength() throws Bad {
        if (fields.containsKey("transfer-encoding")) {
            throw new Bad(411, "a body needs a Content-Length here");
        }
        Optional<String> length = single("content-length");
        if (length.isEmpty()) {
            return 0;
        }
        if (!length.get().matches("[0-9]{1,15}")) {
            throw new Bad(400, "Content-Length is no number");
        }
        return Long.parseLong(length.get());
    }

    /** RFC 9112 §9.3. */
    boolean closesConnection() {
        return http10
                || fields.getOrDefault("connection", List.of()).stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
    }

    private static Optional<List<String>> lines(InputStream in) throws IOException, Bad {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int total = 0; ; total++) {
            int octet = in.read();
            if (octet < 0) {
                if (total == 0) {
                    return Optional.empty();
                }
                throw new Bad(400, "the request is cut short");
            }
            if (total >= MAX_LENGTH || lines.size() > MAX_FIELDS) {
                throw new Bad(431, "the header fields are too long");
            }
            if (octet != '\n') {
                line.write(octet);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            line.reset();
            if (!text.isEmpty()) {
                lines.add(text);
            } else if (!lines.isEmpty()) {
                return Optional.of(lines);
            }
            // else: an empty line before the request line is ignored, RFC 9112 §2.2
        }
    }
}
