package org.hanse.kdc.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The whole lines of a stream of ASCII. A line without an end is one that a server is still writing, and one that is too long is
 * no record: neither is given out.
 */
final class AuditLines implements AutoCloseable {
    /** Several times what a record can be long. */
    static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;

    AuditLines(InputStream in) {
        this.in = in;
    }

    /** Without its end; empty after the last. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        while (position < end || fill()) {
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            tooLong |= line.size() + position - start > LONGEST;
            if (!tooLong) {
                line.write(buffer, start, position - start);
            }
            if (position < end) {
                position++;
                if (!tooLong) {
                    return Optional.of(line.toString(StandardCharsets.US_ASCII));
                }
                line.reset();
                tooLong = false;
            }
        }
        return Optional.empty();
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
