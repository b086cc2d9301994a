package org.hanse.realmtrust.agreement;

import java.util.regex.Pattern;
import org.hanse.protocol.name.RealmName;

/**
 * A realm as an agreement names it: who it is, and what it is called.
 *
 * @param name of letters, digits, dots, hyphens and low lines, so that no two names look alike or need escaping in a transited field
 * @param id the realm id, 32 to 128 lower-case hexadecimal digits; it follows from the realm's first signing key
 */
public record Party(RealmName name, String id) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,253}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32,128}");

    public Party {
        if (!NAME.matcher(name.value()).matches()) {
            throw new IllegalArgumentException("no realm of that name can agree on keys: " + name);
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a realm id is 32 to 128 lower-case hexadecimal digits");
        }
    }
}
