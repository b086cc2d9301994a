package org.hanse.kdc.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * A request that an {@link HttpEndpoint} answers.
 *
 * @param method such as {@code POST}; one of those that the route takes
 * @param path as it came, with no octet decoded, from the first slash on
 * @param query what follows the question mark, as it came
 * @param headers by names in lower case; a header that came twice has two values
 * @param body at most what the route takes, without chunking
 * @param peer the other end of the TLS connection. What a header says about addresses is for nobody to believe
 * @param certificate what this server has shown in TLS, if that is known
 * @param tls the protocol's name, {@code TLSv1.3} or {@code TLSv1.2}
 */
public record HttpRequest(
        String method,
        String path,
        Optional<String> query,
        Map<String, List<String>> headers,
        Octets body,
        InetSocketAddress peer,
        Optional<X509Certificate> certificate,
        String tls) {
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** The value of a header that came once; who sends one twice means nothing by it. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
