package org.hanse.kdc.realm;

import java.util.regex.Pattern;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** Which names this realm gives, which it keeps for itself, and which are somebody else's. RFC 4120 §6, RFC 8062 §3. */
public final class Naming {
    /** RFC 4120 §6.1, domain style. The signs left out have a meaning in the transited encoding or in text forms. */
    private static final Pattern REALM = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?");

    private static final int LONGEST_REALM = 255;
    private static final int LONGEST_NAME = 1024;

    private Naming() {}

    /**
     * A realm name in the style of domain names.
     *
     * @throws RealmFailure malformed, if it is none
     */
    public static RealmName realm(String text) throws RealmFailure {
        if (!REALM.matcher(text).matches() || text.contains("..") || text.length() > LONGEST_REALM) {
            throw RealmFailure.malformed(
                    "\"" + printable(text) + "\" is no realm name",
                    "write it like a DNS name in capitals, such as LUEBECK.EXAMPLE");
        }
        return RealmName.of(text);
    }

    /**
     * A realm that may be a peer of {@code home}.
     *
     * @throws RealmFailure if it is no realm name, or home's own
     */
    public static RealmName peer(String text, RealmName home) throws RealmFailure {
        RealmName peer = realm(text);
        if (peer.equals(home)) {
            throw RealmFailure.refused("a realm needs no trust with itself", "name another realm than " + home);
        }
        return peer;
    }

    /**
     * A name within {@code home}, from text with or without the realm.
     *
     * @throws RealmFailure if the text names another realm, or a name that nobody can have
     */
    public static PrincipalName local(String text, RealmName home) throws RealmFailure {
        Principal principal = Principal.parse(text, home);
        if (!principal.realm().equals(home)) {
            throw RealmFailure.refused(
                    printable(text) + " is of another realm than " + home,
                    "name a principal of " + home + ", or another --home");
        }
        for (String component : principal.name().components()) {
            if (component.isEmpty() || component.codePoints().anyMatch(Character::isISOControl)) {
                throw RealmFailure.malformed(
                        "\"" + printable(text) + "\" has an empty part or a control character",
                        "write it as NAME or NAME/INSTANCE");
            }
        }
        if (text.length() > LONGEST_NAME) {
            throw RealmFailure.malformed(
                    "a principal name is longer than " + LONGEST_NAME + " characters", "choose a shorter one");
        }
        return principal.name();
    }

    /** Names whose keys hold the realm together; RFC 4120 §6.2 and RFC 8062 §3 reserve the first and the last. */
    public static boolean isReserved(PrincipalName name) {
        String first = name.components().get(0);
        return first.equals("krbtgt")
                || first.equals("kadmin")
                || first.equals("WELLKNOWN")
                || name.components().equals(java.util.List.of("K", "M"));
    }

    /** @throws RealmFailure if the name is {@linkplain #isReserved reserved} */
    static void checkFree(PrincipalName name) throws RealmFailure {
        if (isReserved(name)) {
            throw RealmFailure.refused(
                    name + " is a name that the realm keeps for itself",
                    name.isKrbtgt()
                            ? "keys shared with another realm are made by hanse trust shared-secret"
                            : "choose another name");
        }
    }

    /**
     * Whether this is a person's name and not a service's: one component, or a second one that is no host
     * ({@code alice}, {@code alice/admin}; not {@code HTTP/www.example}).
     */
    public static boolean isUserLike(PrincipalName name) {
        return name.components().size() == 1 || !isHost(name.components().get(1));
    }

    private static boolean isHost(String text) {
        return text.equals("localhost") || text.indexOf('.') > 0 || text.indexOf(':') >= 0;
    }

    private static String printable(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "..." : shown;
    }
}
