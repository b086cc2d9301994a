package org.hanse.kdc.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.hanse.kdc.principal.StoreFault;
import org.sqlite.SQLiteErrorCode;

/** What a database error means to an operator, and what to do about it. */
final class SqlFaults {
    private final Path file;

    SqlFaults(Path file) {
        this.file = file;
    }

    StoreFault fault(SQLException e) {
        // Extended codes carry the primary code in their low octet.
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xFF);
        String text = switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "another process keeps " + file + " locked; try again when its work is done";
            case SQLITE_FULL -> "no room on the disk of " + file + "; make room and try again";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                file + " cannot be written; run as the user that owns it, on a writable file system";
            case SQLITE_CANTOPEN -> file + " cannot be opened; check that it and its folder belong to this user";
            case SQLITE_NOTADB -> file + " is not a store; restore it from a backup";
            case SQLITE_CORRUPT -> file + " is damaged; restore it from a backup";
            case SQLITE_IOERR -> file + " cannot be read or written; check the disk";
            default -> file + ": " + e.getMessage() + "; check the disk and the owner of the file";
        };
        return new StoreFault(text, e);
    }
}
