package org.hanse.protocol.file;

/**
 * Where a KDC listens, as krb5.conf's {@code kdc} relation says it: {@code host}, {@code host:port}, {@code [v6]:port}, or with
 * {@code udp/} or {@code tcp/} before it.
 *
 * @param host a name or a literal address, without brackets
 * @param port 1 to 65535
 */
public record KdcAddress(Transport transport, String host, int port) {
    /** RFC 4120 §7.2: the registered port. */
    public static final int DEFAULT_PORT = 88;

    /** Which transports may be used. */
    public enum Transport {
        ANY,
        UDP,
        TCP
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no such address
     */
    public static KdcAddress parse(String text) {
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

    private static int port(String colonAndDigits, String text) {
        if (colonAndDigits.matches(":\\d{1,5}")) {
            int port = Integer.parseInt(colonAndDigits.substring(1));
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" has no port between 1 and 65535 behind its colon");
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
