package org.hanse.admin.refusal;

import java.util.Locale;

/** Who can mend a refusal. */
public enum Mender {
    USER("the user"),
    REALM("the administrator of this realm"),
    PEER("the administrator of the other realm"),
    MACHINE("whoever looks after the client's machine"),
    SERVICE("the administrator of the service"),
    NETWORK("whoever looks after the network between the two"),
    DEVELOPER("the makers of the client's software"),
    HANSE("the makers of Hanse"),
    NOBODY("nobody: nothing is wrong");

    private final String text;

    Mender(String text) {
        this.text = text;
    }

    /** As a page says it. */
    public String text() {
        return text;
    }

    /** The word of the pages' files and of JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
