package org.hanse.protocol.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * The counted fields that keytabs and credential caches are made of. A length is compared with what is left before anything is
 * allocated for it, so that no file can ask for more memory than its own size.
 */
final class FileReader {
    /** No keytab, cache or krb5.conf that anybody uses comes near this; what is larger is not such a file. */
    static final int MAX_FILE = 16 << 20;

    private final Path file;
    private final ByteBuffer in;

    FileReader(Path file, ByteBuffer in) {
        this.file = file;
        this.in = in;
    }

    /** The whole file; for pipes too, so the size is found by reading. */
    static byte[] bytesOf(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw MalformedFileException.in(file, "is a folder; name a file in it");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] all = stream.readNBytes(MAX_FILE + 1);
            if (all.length > MAX_FILE) {
                throw MalformedFileException.in(file, "is larger than " + (MAX_FILE >> 20) + " MiB");
            }
            return all;
        } catch (NoSuchFileException absent) {
            throw new NoSuchFileException(file.toString(), null, "does not exist");
        }
    }

    ByteBuffer buffer() {
        return in;
    }

    int left() {
        return in.remaining();
    }

    MalformedFileException fault(String what) {
        return MalformedFileException.in(file, what);
    }

    /** {@code length} octets, if there are so many. */
    byte[] octets(long length) throws MalformedFileException {
        if (length < 0 || length > in.remaining()) {
            throw fault("is damaged: a field of " + length + " octets where " + in.remaining() + " are left");
        }
        byte[] octets = new byte[(int) length];
        in.get(octets);
        return octets;
    }

    int uint8() throws MalformedFileException {
        return number(1) & 0xFF;
    }

    int uint16() throws MalformedFileException {
        return number(2) & 0xFFFF;
    }

    /** An int16 as MIT keeps enctypes: private ones are negative. */
    int int16() throws MalformedFileException {
        return (short) number(2);
    }

    int int32() throws MalformedFileException {
        return number(4);
    }

    long uint32() throws MalformedFileException {
        return number(4) & 0xFFFF_FFFFL;
    }

    private int number(int size) throws MalformedFileException {
        try {
            return switch (size) {
                case 1 -> in.get();
                case 2 -> in.getShort();
                default -> in.getInt();
            };
        } catch (BufferUnderflowException end) {
            throw fault("is damaged: it ends in the middle of an entry");
        }
    }

    String text(long length) throws MalformedFileException {
        return new String(octets(length), StandardCharsets.UTF_8);
    }

    /** The next {@code length} octets, to be read on their own. */
    FileReader part(long length) throws MalformedFileException {
        return new FileReader(file, ByteBuffer.wrap(octets(length)).order(in.order()));
    }

    /** A principal from its parts, as text fields of {@code lengthSize} octets of length each: realm, then components. */
    Principal principal(long components, int lengthSize) throws MalformedFileException {
        // Each component takes its length field at least; a larger count is a lie.
        if (components < 0 || components > in.remaining() / lengthSize) {
            throw fault("is damaged: a principal of " + components + " components");
        }
        String realm = text(length(lengthSize));
        List<String> parts = new ArrayList<>();
        for (long i = 0; i < components; i++) {
            parts.add(text(length(lengthSize)));
        }
        try {
            return new Principal(PrincipalName.of(parts.toArray(String[]::new)), new RealmName(realm));
        } catch (InvalidNameException e) {
            throw fault("is damaged: " + e.getMessage());
        }
    }

    private long length(int size) throws MalformedFileException {
        return size == 2 ? uint16() : uint32();
    }
}
