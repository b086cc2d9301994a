package org.hanse.protocol.name;

/**
 * A principal of a realm: {@code alice@LUEBECK.EXAMPLE}.
 *
 * @param name its name within the realm
 * @param realm the realm that vouches for it
 */
public record Principal(PrincipalName name, RealmName realm) {

    /**
     * Reads the text form of RFC 1964 §2.1.1.
     *
     * @param defaultRealm the realm of a text that names none
     * @throws InvalidNameException if the text is no principal; the message says why
     */
    public static Principal parse(String text, RealmName defaultRealm) {
        PrincipalText.Parsed parsed = PrincipalText.parse(checked(text));
        return new Principal(name(parsed), parsed.realm().map(RealmName::new).orElse(defaultRealm));
    }

    /**
     * Reads the text form of RFC 1964 §2.1.1, which must name a realm.
     *
     * @throws InvalidNameException if the text is no principal or has no realm
     */
    public static Principal parse(String text) {
        PrincipalText.Parsed parsed = PrincipalText.parse(checked(text));
        RealmName realm = parsed.realm()
                .map(RealmName::new)
                .orElseThrow(() -> new InvalidNameException("\"" + text + "\" has no realm"));
        return new Principal(name(parsed), realm);
    }

    /** {@code krbtgt/target@issuer}: the key that {@code issuer} and {@code target} share for tickets into {@code target}. */
    public static Principal krbtgt(RealmName target, RealmName issuer) {
        return new Principal(PrincipalName.krbtgt(target), issuer);
    }

    private static String checked(String text) {
        if (text.isEmpty()) {
            throw new InvalidNameException("a principal name is empty");
        }
        return text;
    }

    private static PrincipalName name(PrincipalText.Parsed parsed) {
        return PrincipalName.of(parsed.components().toArray(String[]::new));
    }

    /** The text form; reading it again gives an equal principal. */
    @Override
    public String toString() {
        return PrincipalText.unparse(name.components(), realm.value());
    }
}
