package org.hanse.protocol.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.TicketFlags;

/**
 * MIT's credential cache format, versions 3 and 4, as its {@code formats/ccache_file_format} page describes it: version, in version 4
 * a header of tagged fields, the principal, then credentials to the end of the file. Big-endian.
 */
final class CacheFormat {
    static final int VERSION_3 = 0x0503;
    static final int VERSION_4 = 0x0504;

    /** The header field with the KDC's clock offset: seconds and microseconds, both signed 32-bit. */
    private static final int DELTA_TIME = 1;

    /** What MIT writes over the realm of a configuration entry that was removed. */
    private static final String REMOVED_REALM = "X-RMED-CONF:";

    private CacheFormat() {}

    static CredentialCache decode(Path file, byte[] bytes) throws MalformedFileException {
        FileReader in = new FileReader(file, ByteBuffer.wrap(bytes));
        if (bytes.length < 2) {
            throw in.fault("is no credential cache: it is " + (bytes.length == 0 ? "empty" : "one octet long"));
        }
        int version = in.uint16();
        if (version != VERSION_3 && version != VERSION_4) {
            throw in.fault("is no credential cache of version 3 or 4");
        }
        Optional<Duration> offset = version == VERSION_4 ? header(in) : Optional.empty();
        Principal principal = principal(in);
        List<Credential> credentials = new ArrayList<>();
        while (in.left() > 0) {
            Credential one = credential(in, version);
            if (!isRemoved(one)) {
                credentials.add(one);
            }
        }
        return new CredentialCache(principal, offset, credentials);
    }

    private static Optional<Duration> header(FileReader in) throws MalformedFileException {
        FileReader fields = in.part(in.uint16());
        Optional<Duration> offset = Optional.empty();
        while (fields.left() > 0) {
            int tag = fields.uint16();
            FileReader value = fields.part(fields.uint16());
            if (tag == DELTA_TIME && value.left() == 8) {
                offset = Optional.of(Duration.ofSeconds(value.int32()).plusNanos(value.int32() * 1000L));
            }
        }
        return offset;
    }

    private static Principal principal(FileReader in) throws MalformedFileException {
        int type = in.int32();
        Principal principal = in.principal(in.uint32(), 4);
        return new Principal(principal.name().withType(type), principal.realm());
    }

    private static Credential credential(FileReader in, int version) throws MalformedFileException {
        Principal client = principal(in);
        Principal server = principal(in);
        EncType etype = new EncType(in.int16());
        if (version == VERSION_3) {
            in.int16();
        }
        SecretBytes secret = SecretBytes.takeOver(in.octets(in.uint32()));
        Instant authTime = Instant.ofEpochSecond(in.uint32());
        Optional<Instant> startTime = optionalTime(in);
        Instant endTime = Instant.ofEpochSecond(in.uint32());
        Optional<Instant> renewTill = optionalTime(in);
        boolean underSessionKey = in.uint8() != 0;
        TicketFlags flags = new TicketFlags(in.int32());
        List<HostAddress> addresses = new ArrayList<>();
        for (long left = count(in); left > 0; left--) {
            addresses.add(new HostAddress(in.uint16(), Octets.wrap(in.octets(in.uint32()))));
        }
        List<AuthorizationData.Element> elements = new ArrayList<>();
        for (long left = count(in); left > 0; left--) {
            elements.add(new AuthorizationData.Element(in.int16(), Octets.wrap(in.octets(in.uint32()))));
        }
        return new Credential(
                client,
                server,
                new EncryptionKey(etype, secret),
                authTime,
                startTime,
                endTime,
                renewTill,
                underSessionKey,
                flags,
                addresses,
                new AuthorizationData(elements),
                Octets.wrap(in.octets(in.uint32())),
                Octets.wrap(in.octets(in.uint32())));
    }

    private static Optional<Instant> optionalTime(FileReader in) throws MalformedFileException {
        long seconds = in.uint32();
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    /** How many elements of six octets and more follow. */
    private static long count(FileReader in) throws MalformedFileException {
        long count = in.uint32();
        if (count > in.left() / 6) {
            throw in.fault("is damaged: a list of " + count + " elements where " + in.left() + " octets are left");
        }
        return count;
    }

    /** MIT removes an entry of a file by writing times over it that no ticket has. */
    private static boolean isRemoved(Credential one) {
        return one.server().realm().value().equals(REMOVED_REALM)
                || (one.endTime().getEpochSecond() == 0
                        && one.authTime().getEpochSecond() == 0xFFFF_FFFFL
                        && !one.isConfiguration());
    }

    static byte[] encode(CredentialCache cache) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        try {
            out.writeShort(VERSION_4);
            if (cache.clockOffset().isPresent()) {
                Duration offset = cache.clockOffset().get();
                out.writeShort(12);
                out.writeShort(DELTA_TIME);
                out.writeShort(8);
                out.writeInt((int) offset.getSeconds());
                out.writeInt(offset.getNano() / 1000);
            } else {
                out.writeShort(0);
            }
            write(out, cache.principal());
            for (Credential one : cache.credentials()) {
                write(out, one, VERSION_4);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return all.toByteArray();
    }

    /** Credentials alone, as they are appended to a file of {@code version}. */
    static byte[] encode(Path file, int version, List<Credential> credentials) throws MalformedFileException {
        if (version != VERSION_3 && version != VERSION_4) {
            throw MalformedFileException.in(file, "is no credential cache of version 3 or 4");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        try {
            for (Credential one : credentials) {
                write(out, one, version);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return all.toByteArray();
    }

    private static void write(DataOutputStream out, Credential one, int version) throws IOException {
        write(out, one.client());
        write(out, one.server());
        out.writeShort(one.key().etype().value());
        if (version == VERSION_3) {
            out.writeShort(one.key().etype().value());
        }
        byte[] secret = one.key().secret().reveal();
        counted(out, secret);
        Arrays.fill(secret, (byte) 0);
        out.writeInt(seconds(one.authTime()));
        out.writeInt(one.startTime().map(CacheFormat::seconds).orElse(0));
        out.writeInt(seconds(one.endTime()));
        out.writeInt(one.renewTill().map(CacheFormat::seconds).orElse(0));
        out.writeByte(one.underSessionKey() ? 1 : 0);
        out.writeInt(one.flags().bits());
        out.writeInt(one.addresses().size());
        for (HostAddress address : one.addresses()) {
            out.writeShort(address.type());
            counted(out, address.address().toByteArray());
        }
        out.writeInt(one.authorizationData().elements().size());
        for (AuthorizationData.Element element : one.authorizationData().elements()) {
            out.writeShort(element.type());
            counted(out, element.data().toByteArray());
        }
        counted(out, one.ticket().toByteArray());
        counted(out, one.secondTicket().toByteArray());
    }

    private static int seconds(Instant time) {
        long seconds = time.getEpochSecond();
        return seconds < 0 ? 0 : (int) Math.min(seconds, 0xFFFF_FFFFL);
    }

    private static void write(DataOutputStream out, Principal principal) throws IOException {
        out.writeInt(principal.name().type());
        out.writeInt(principal.name().components().size());
        counted(out, principal.realm().value().getBytes(StandardCharsets.UTF_8));
        for (String component : principal.name().components()) {
            counted(out, component.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void counted(DataOutputStream out, byte[] octets) throws IOException {
        out.writeInt(octets.length);
        out.write(octets);
    }
}
