package org.hanse.kdc.realm;

/** What an operator asked for cannot be done: what, and what to do about it. Without stack trace, since it is for people. */
public final class RealmFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean malformed;

    private RealmFailure(String message, boolean malformed) {
        super(message, null, false, false);
        this.malformed = malformed;
    }

    /** The wish is clear and the realm does not grant it. */
    public static RealmFailure refused(String what, String cure) {
        return told(what + "; " + cure, false);
    }

    /** The wish is not expressed as it has to be: a name that is none, a number out of its range. */
    public static RealmFailure malformed(String what, String cure) {
        return told(what + "; " + cure, true);
    }

    /** One that another has told: a server, to whom asks it. */
    public static RealmFailure told(String message, boolean malformed) {
        return new RealmFailure(message, malformed);
    }

    public boolean isMalformed() {
        return malformed;
    }
}
