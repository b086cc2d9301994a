package org.hanse.protocol.name;

import java.util.List;

/** Names with a meaning of their own, RFC 6111: no principal of any realm has one of them. */
public final class WellKnown {
    /** The first component of such a name. */
    public static final String COMPONENT = "WELLKNOWN";

    /** The realm of a client that hides its own, RFC 8062 §3. */
    public static final RealmName ANONYMOUS_REALM = RealmName.of("WELLKNOWN:ANONYMOUS");

    /** {@code WELLKNOWN/ANONYMOUS}, RFC 8062 §3. */
    public static final PrincipalName ANONYMOUS_NAME =
            new PrincipalName(NameType.WELLKNOWN, List.of(COMPONENT, "ANONYMOUS"));

    /** A client of which nothing is said, not even its realm. */
    public static final Principal ANONYMOUS = new Principal(ANONYMOUS_NAME, ANONYMOUS_REALM);

    /**
     * Whom {@code hanse trust test} names in the tickets that it sends to a peer and back. A KDC lets it in from its own realm by a trust
     * in use, whatever the trust's list of clients, and gives it tickets between realms and no other; services admit it nowhere.
     */
    public static final PrincipalName TRUST_TEST_NAME =
            new PrincipalName(NameType.WELLKNOWN, List.of(COMPONENT, "TRUST-TEST"));

    private WellKnown() {}
}
