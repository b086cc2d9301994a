package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is there and can be read, but is not what it should be. The message names the file and says what is wrong. */
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private MalformedFileException(String message) {
        super(message);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    static MalformedFileException in(Path file, String fault) {
        return new MalformedFileException(file + " " + fault);
    }

    static MalformedFileException atLine(Path file, int line, String fault) {
        return new MalformedFileException(file + " line " + line + " " + fault);
    }

    /** @param place a file and a line, or a file */
    static MalformedFileException at(String place, String fault) {
        return new MalformedFileException(place + " " + fault);
    }
}
