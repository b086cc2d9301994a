package org.hanse.kdc.store;

import java.util.Locale;

/** What a name is to its subject. */
enum NameKind {
    PRINCIPAL,
    ALIAS,
    /** The name of a principal that can be undeleted. */
    DELETED,
    /** An alias of such a principal. */
    DELETED_ALIAS,
    /** A name that the principal had before. */
    RENAMED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NameKind byWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean isInUse() {
        return this == PRINCIPAL || this == ALIAS;
    }
}
