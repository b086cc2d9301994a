package org.hanse.admin.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One answer.
 *
 * @param wwwAuthenticate the field's value, where there is one
 * @param body plain text
 */
record Response(int status, Optional<String> wwwAuthenticate, String body) {

    static Response of(int status, String body) {
        return new Response(status, Optional.empty(), body);
    }

    byte[] octets(boolean close, boolean headOnly) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(phrase())
                .append("\r\n");
        wwwAuthenticate.ifPresent(
                value -> head.append("WWW-Authenticate: ").append(value).append("\r\n"));
        // Each request is a login of its own here; this tells clients that keep the connection (curl, browsers).
        head.append("Persistent-Auth: false\r\nCache-Control: no-store\r\nContent-Type: text/plain; charset=utf-8\r\n")
                .append("Content-Length: ")
                .append(content.length)
                .append(close ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    private String phrase() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 431 -> "Request Header Fields Too Large";
            case 505 -> "HTTP Version Not Supported";
            default -> "Error";
        };
    }
}
