package org.hanse.kdc.realm;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What an administrator may be allowed, with the letters that kadm5.acl has for it. */
public enum Right {
    ADD('a'),
    DELETE('d'),
    MODIFY('m'),
    CHANGE_KEYS('c'),
    INQUIRE('i'),
    LIST('l'),
    /** Of use to MIT's servers, which copy the database; read and of no effect here. */
    PROPAGATE('p'),
    /** To give keys of one's own choice. */
    SET_KEYS('s'),
    /** To take keys out. As with MIT, {@code *} does not hold it: who has a key can be its owner unseen. */
    EXTRACT('e');

    /** All that {@code x} and {@code *} stand for. */
    static final Set<Right> WILDCARD = Set.copyOf(EnumSet.complementOf(EnumSet.of(EXTRACT)));

    private final char letter;

    Right(char letter) {
        this.letter = letter;
    }

    /** As admin.acl writes it. */
    public char letter() {
        return letter;
    }

    /** What a letter in lower case stands for. */
    static Optional<Set<Right>> named(char letter) {
        if (letter == '*' || letter == 'x') {
            return Optional.of(WILDCARD);
        }
        for (Right right : values()) {
            if (right.letter == letter) {
                return Optional.of(Set.of(right));
            }
        }
        return Optional.empty();
    }
}
