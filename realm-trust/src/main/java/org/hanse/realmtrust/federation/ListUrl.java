package org.hanse.realmtrust.federation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hanse.realmtrust.document.Spelling;

/**
 * Where a federation's list is: a file on any HTTPS server.
 *
 * @param root {@code https://HOST[:PORT]} in lower case
 * @param path from its slash on, without a query
 */
public record ListUrl(String root, String path) {
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~%!$&'()*+,;=:@/-]{0,500}");

    /** Empty if it is anything else. */
    public static Optional<ListUrl> parse(String text) {
        int slash = text.indexOf('/', "https://".length());
        if (slash < 0) {
            return Optional.empty();
        }
        String root = text.substring(0, slash).toLowerCase(Locale.ROOT);
        String path = text.substring(slash);
        return Spelling.URL.fits(root) && PATH.matcher(path).matches()
                ? Optional.of(new ListUrl(root, path))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return root + path;
    }
}
