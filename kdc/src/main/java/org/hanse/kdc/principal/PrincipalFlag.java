package org.hanse.kdc.principal;

import java.util.Locale;
import java.util.Optional;

/** What a principal may do, under the names that kadmin gives them. A new principal has those that are on by default. */
public enum PrincipalFlag {
    ALLOW_POSTDATED(true),
    ALLOW_FORWARDABLE(true),
    ALLOW_TGS_REQ(true),
    ALLOW_RENEWABLE(true),
    ALLOW_PROXIABLE(true),
    ALLOW_DUP_SKEY(true),
    ALLOW_TIX(true),
    REQUIRES_PREAUTH(false),
    REQUIRES_HWAUTH(false),
    NEEDCHANGE(false),
    ALLOW_SVR(true),
    PASSWORD_CHANGING_SERVICE(false),
    OK_AS_DELEGATE(false),
    OK_TO_AUTH_AS_DELEGATE(false),
    NO_AUTH_DATA_REQUIRED(false),
    LOCKDOWN_KEYS(false);

    private final boolean onByDefault;

    PrincipalFlag(boolean onByDefault) {
        this.onByDefault = onByDefault;
    }

    public boolean onByDefault() {
        return onByDefault;
    }

    /** The word of the command line, of JSON and of kadmin. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PrincipalFlag> byWord(String word) {
        for (PrincipalFlag flag : values()) {
            if (flag.word().equals(word)) {
                return Optional.of(flag);
            }
        }
        // kadmin's other spelling of the same flag.
        return word.equals("pwservice") || word.equals("pwchange_service")
                ? Optional.of(PASSWORD_CHANGING_SERVICE)
                : Optional.empty();
    }
}
