package org.hanse.realmtrust.transited;

/**
 * One subfield between commas, with its quoting removed.
 *
 * @param text empty for a null subfield
 * @param relation what an unquoted first or last character says about it
 */
record Subfield(String text, Relation relation) {
    enum Relation {
        /** A name of its own. */
        WHOLE,
        /** Begins with {@code /}: appended to the realm before. */
        APPENDED,
        /** Ends with a dot: put before the realm before. */
        PREPENDED,
        /** Nothing: all realms between its neighbours. */
        NULL
    }
}
