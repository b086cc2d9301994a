package org.hanse.protocol.file;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a KDC listens, as krb5.conf's {@code kdc} relation says it: {@code host}, {@code host:port}, {@code [v6]:port}, with
 * {@code udp/} or {@code tcp/} before it, or as the URL of a proxy, {@code https://host/KdcProxy} (MS-KKDCP).
 *
 * @param host a name or a literal address, without brackets
 * @param port 1 to 65535
 * @param path of a proxy, from its slash on; else empty
 */
public record KdcAddress(Transport transport, String host, int port, String path) {
    /** RFC 4120 §7.2: the registered port. */
    public static final int DEFAULT_PORT = 88;

    private static final int DEFAULT_HTTPS_PORT = 443;
    private static final String HTTPS = "https://";

    /** Which transports may be used. */
    public enum Transport {
        ANY,
        UDP,
        TCP,
        HTTPS
    }

    /** One that is no proxy. */
    public KdcAddress(Transport transport, String host, int port) {
        this(transport, host, port, "");
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no such address
     */
    public static KdcAddress parse(String text) {
        if (text.regionMatches(true, 0, HTTPS, 0, HTTPS.length())) {
            return proxy(text);
        }
        Transport transport = Transport.ANY;
        String rest = text;
        if (text.startsWith("tcp/") || text.startsWith("udp/")) {
            transport = text.startsWith("tcp/") ? Transport.TCP : Transport.UDP;
            rest = text.substring(4);
        }
        String host = rest;
        String port = "";
        int bracket = rest.indexOf(']');
        if (rest.startsWith("[") && bracket > 0) {
            host = rest.substring(1, bracket);
            port = rest.substring(bracket + 1);
        } else if (rest.indexOf(':') >= 0 && rest.indexOf(':') == rest.lastIndexOf(':')) {
            // With two colons and no brackets it is a bare IPv6 address.
            host = rest.substring(0, rest.indexOf(':'));
            port = rest.substring(rest.indexOf(':'));
        }
        if (host.isEmpty() || host.indexOf('/') >= 0 || host.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no KDC address; write host, host:port or tcp/host:port");
        }
        return new KdcAddress(transport, host, port.isEmpty() ? DEFAULT_PORT : port(port, text));
    }

    /** What stands below {@code url}, at the path that MS-KKDCP 2.1 has for it. */
    public static KdcAddress proxyOf(URI url) {
        String text = url.toString();
        return parse((text.endsWith("/") ? text : text + "/") + "KdcProxy");
    }

    private static KdcAddress proxy(String text) {
        try {
            URI url = new URI(text);
            String host = url.getHost();
            boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (host != null && plain && url.getPort() != 0 && url.getPort() <= 65535) {
                return new KdcAddress(
                        Transport.HTTPS,
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                        url.getPort() < 0 ? DEFAULT_HTTPS_PORT : url.getPort(),
                        url.getRawPath().isEmpty() ? "/" : url.getRawPath());
            }
        } catch (URISyntaxException noUrl) {
            // Said below, like whatever else it lacks.
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no URL of a KDC proxy; write it like https://host/KdcProxy");
    }

    private static int port(String colonAndDigits, String text) {
        if (colonAndDigits.matches(":\\d{1,5}")) {
            int port = Integer.parseInt(colonAndDigits.substring(1));
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" has no port between 1 and 65535 behind its colon");
    }

    /** {@code host:port}, with brackets around an IPv6 address; of a proxy its URL. */
    @Override
    public String toString() {
        String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        return transport == Transport.HTTPS ? HTTPS + authority + path : authority;
    }
}
