package org.hanse.kdc.realm;

import java.io.IOException;

/** Why a file is no backup that can be restored. The message is for people and holds no secret. */
final class BackupFault extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it, as docs/formats/backup.md names it. */
    enum Kind {
        NOT_A_BACKUP("is no backup of a realm"),
        NEWER_FORMAT("is of a newer hanse, which must restore it"),
        WRONG_PASSPHRASE("does not open: the passphrase is another, or the head of the file was altered"),
        CUT_OFF("is cut off: its end is missing"),
        ALTERED("was altered or damaged");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Kind kind;

    BackupFault(Kind kind) {
        this(kind, kind.words);
    }

    private BackupFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @param piece its number, from 0 on */
    static BackupFault inPiece(long piece, Kind kind) {
        return new BackupFault(kind, kind.words + " in piece " + piece);
    }

    Kind kind() {
        return kind;
    }
}
