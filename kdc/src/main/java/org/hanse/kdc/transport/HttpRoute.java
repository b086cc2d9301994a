package org.hanse.kdc.transport;

import java.util.Set;

/**
 * What the HTTPS port does with requests for a path.
 *
 * @param path compared octet by octet; with a slash at its end it stands for all paths that begin so
 * @param methods what may be asked
 * @param mostOctets of a request's body; who sends more gets 413
 * @param olderTls whether TLS 1.2 will do; else it must be 1.3
 */
public record HttpRoute(String path, Set<String> methods, int mostOctets, boolean olderTls, HttpEndpoint endpoint) {
    public HttpRoute {
        methods = Set.copyOf(methods);
    }

    boolean serves(String asked) {
        return path.endsWith("/") ? asked.startsWith(path) && !hasDots(asked) : asked.equals(path);
    }

    /** A segment of dots alone leads out of where the path seems to be. */
    private static boolean hasDots(String asked) {
        return (asked + "/").contains("/./") || (asked + "/").contains("/../");
    }
}
