package org.hanse.realmtrust.document;

import java.util.regex.Pattern;

/** How the texts of a document are spelled, each in one way only. The patterns need no backtracking to speak of. */
public enum Spelling {
    /**
     * Upper-case letters, digits and hyphens in labels. Narrower than RFC 4120 §6.1, so that no two names of realms in trusts look
     * alike or differ by case or a last dot only, and none has what the transited field must quote (§3.3.3.2).
     */
    REALM("(?=.{1,253}$)[A-Z0-9]([A-Z0-9-]{0,61}[A-Z0-9])?(\\.[A-Z0-9]([A-Z0-9-]{0,61}[A-Z0-9])?)*"),
    FINGERPRINT("[0-9a-f]{64}"),
    DOCUMENT_HASH("[0-9a-f]{96}"),
    TIME("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z"),
    DOMAIN("(?=.{1,253}$)" + Host.NAME),
    /** The root of an HTTPS server: what is under it, {@code docs/federation.md} says. */
    URL("https://" + Host.ANY + "(" + Host.PORT + ")?"),
    /** HOST:PORT for UDP and TCP, RFC 4120 §7.2. */
    KDC(Host.ANY + Host.PORT),
    /** The name of an enctype that we may not know. */
    ENCTYPE("[a-z0-9][a-z0-9-]{0,63}"),
    SUITE("[a-z0-9][a-z0-9-]{0,63}"),
    /** A member's name where a document lists it as critical. */
    MEMBER("[A-Za-z][A-Za-z0-9]{0,63}");

    private final Pattern pattern;

    Spelling(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    public boolean fits(String text) {
        return pattern.matcher(text).matches();
    }

    /** Hosts in URLs and addresses. */
    private static final class Host {
        static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
        static final String NAME = LABEL + "(\\." + LABEL + ")*";
        /** A name or an IPv4 address, which looks like one, or an IPv6 address. */
        static final String ANY = "(" + NAME + "|\\[[0-9a-f:.]{2,45}\\])";

        static final String PORT =
                ":(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";

        private Host() {}
    }
}
