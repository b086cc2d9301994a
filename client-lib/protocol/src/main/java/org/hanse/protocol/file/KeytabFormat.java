package org.hanse.protocol.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;

/**
 * MIT's keytab format, as its {@code formats/keytab_file_format} page describes it: two octets of version, then entries, each under
 * a signed 32-bit length; a negative length is the hole that a deleted entry left, a zero ends the file.
 */
final class KeytabFormat {
    private static final int VERSION_1 = 0x0501;
    private static final int VERSION_2 = 0x0502;

    private KeytabFormat() {}

    static List<KeytabEntry> decode(Path file, byte[] bytes) throws MalformedFileException {
        FileReader in = new FileReader(file, ByteBuffer.wrap(bytes));
        if (bytes.length < 2) {
            throw in.fault("is no keytab: it is " + (bytes.length == 0 ? "empty" : "one octet long"));
        }
        int version = in.uint16();
        if (version != VERSION_1 && version != VERSION_2) {
            throw in.fault("is no keytab: it does not begin with the octets 05 02");
        }
        // Version 1 was written in the byte order of its machine.
        in.buffer().order(version == VERSION_1 ? ByteOrder.nativeOrder() : ByteOrder.BIG_ENDIAN);
        List<KeytabEntry> entries = new ArrayList<>();
        while (in.left() >= 4) {
            int size = in.int32();
            if (size == 0) {
                break;
            }
            FileReader content = in.part(Math.abs((long) size));
            if (size > 0) {
                entries.add(entry(content, version));
            }
        }
        return entries;
    }

    private static KeytabEntry entry(FileReader in, int version) throws MalformedFileException {
        // Version 1 counts the realm as a component; the name type stands behind the components and only in version 2.
        int components = in.uint16() - (version == VERSION_1 ? 1 : 0);
        Principal principal = in.principal(components, 2);
        if (version == VERSION_2) {
            principal = new Principal(principal.name().withType(in.int32()), principal.realm());
        }
        Instant timestamp = Instant.ofEpochSecond(in.uint32());
        long kvno = in.uint8();
        EncType etype = new EncType(in.int16());
        SecretBytes secret = SecretBytes.takeOver(in.octets(in.uint16()));
        if (in.left() >= 4) {
            // The octet above holds kvno modulo 256. Zeroes here are the filling of an entry that reuses a larger hole.
            long wide = in.uint32();
            kvno = wide == 0 ? kvno : wide;
        }
        return new KeytabEntry(principal, timestamp, Kvno.of(kvno), new EncryptionKey(etype, secret));
    }

    static byte[] encode(List<KeytabEntry> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(all)) {
            out.writeShort(VERSION_2);
            for (KeytabEntry entry : entries) {
                byte[] content = encode(entry);
                out.writeInt(content.length);
                out.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return all.toByteArray();
    }

    private static byte[] encode(KeytabEntry entry) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        List<String> components = entry.principal().name().components();
        out.writeShort(counted(components.size()));
        writeText(out, entry.principal().realm().value());
        for (String component : components) {
            writeText(out, component);
        }
        out.writeInt(entry.principal().name().type());
        long seconds = entry.timestamp().getEpochSecond();
        out.writeInt(seconds < 0 || seconds > 0xFFFF_FFFFL ? 0 : (int) seconds);
        out.writeByte((int) entry.kvno().value());
        out.writeShort(entry.key().etype().value());
        byte[] secret = entry.key().secret().reveal();
        out.writeShort(counted(secret.length));
        out.write(secret);
        java.util.Arrays.fill(secret, (byte) 0);
        out.writeInt((int) entry.kvno().value());
        return content.toByteArray();
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(counted(octets.length));
        out.write(octets);
    }

    private static int counted(int length) {
        if (length > 0xFFFF) {
            throw new IllegalArgumentException("a field of " + length + " octets does not fit into a keytab");
        }
        return length;
    }
}
