package org.hanse.realmtrust.document;

import java.util.Locale;
import java.util.Optional;

/**
 * Root of a realm's HTTPS port. What is below it, docs/federation.md says; user names, paths and other schemes have no place in one.
 *
 * @param host a lower-case DNS name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record RealmUrl(String host, int port) {
    private static final String SCHEME = "https://";
    private static final int HTTPS = 443;

    /** As documents have it, or with capitals and one slash behind, as people type it; empty if it is anything else. */
    public static Optional<RealmUrl> parse(String text) {
        String root = text.toLowerCase(Locale.ROOT).replaceFirst("/$", "");
        if (!Spelling.URL.fits(root)) {
            return Optional.empty();
        }
        String authority = root.substring(SCHEME.length());
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        int port = hasPort ? Integer.parseInt(authority.substring(colon + 1)) : HTTPS;
        return Optional.of(new RealmUrl(host.replaceAll("[\\[\\]]", ""), port));
    }

    /** As documents have it. */
    @Override
    public String toString() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return SCHEME + name + (port == HTTPS ? "" : ":" + port);
    }
}
