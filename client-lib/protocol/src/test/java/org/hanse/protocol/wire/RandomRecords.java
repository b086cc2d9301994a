package org.hanse.protocol.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** Records of every kind with values of every size, by a seed. */
final class RandomRecords {
    private static final List<String> TEXTS =
            List.of("", "alice", "krbtgt", "LUEBECK.EXAMPLE", "müller", "Ελλάδα", "\uD83D\uDE00", "x".repeat(130));
    private static final int[] LENGTHS = {
        0, 1, 12, 16, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 250, 260, 70_000
    };

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    /** One of each message, written. */
    Stream<byte[]> messages() {
        KdcRequestBody body = body();
        Octets bodyOctets = KerberosCodec.encodeBody(body);
        return Stream.of(
                KerberosCodec.encode(new KdcRequest(MessageType.AS_REQ, list(this::padata), body, bodyOctets)),
                KerberosCodec.encode(new KdcRequest(MessageType.TGS_REQ, list(this::padata), body, bodyOctets)),
                KerberosCodec.encode(reply(MessageType.AS_REP)),
                KerberosCodec.encode(reply(MessageType.TGS_REP)),
                KerberosCodec.encode(MessageType.AS_REP, replyPart()),
                KerberosCodec.encode(MessageType.TGS_REP, replyPart()),
                KerberosCodec.encode(error()),
                ticket().encoded().toByteArray(),
                KerberosCodec.encode(ticketPart()),
                KerberosCodec.encode(new ApRequest(new ApOptions(random.nextInt()), ticket(), sealed())),
                KerberosCodec.encode(authenticator()),
                KerberosCodec.encode(new ApReply(sealed())),
                KerberosCodec.encode(new EncApReplyPart(micros(), maybe(this::key), maybeUint32())),
                KerberosCodec.encode(sealed()),
                KerberosCodec.encode(checksum()),
                KerberosCodec.encodePaEncTsEnc(micros()),
                KerberosCodec.encode(new FastArmoredRequest(
                        maybe(() -> new FastArmor(random.nextInt(), octets())), checksum(), sealed())),
                KerberosCodec.encodeFastArmoredReply(sealed()),
                KerberosCodec.encode(
                        new FastRequest(new FastOptions(random.nextInt()), list(this::padata), body, bodyOctets)),
                KerberosCodec.encode(new FastResponse(
                        list(this::padata),
                        maybe(this::key),
                        maybe(() -> new FastFinished(micros(), realm(), name(), checksum())),
                        nonce())),
                KerberosCodec.encodeMethodData(list(this::padata)),
                KerberosCodec.encodeEtypeInfo2(
                        list(() -> new EtypeInfo2Entry(etype(), maybe(this::text), maybe(this::octets)))),
                KerberosCodec.encode(authorizationData()));
    }

    private KdcRequestBody body() {
        return new KdcRequestBody(
                new KdcOptions(random.nextInt()),
                maybe(this::name),
                realm(),
                maybe(this::name),
                maybe(this::time),
                time(),
                maybe(this::time),
                nonce(),
                list(this::etype),
                list(this::address),
                maybe(this::sealed),
                list(this::ticket));
    }

    private KdcReply reply(MessageType type) {
        return new KdcReply(type, list(this::padata), realm(), name(), ticket(), sealed());
    }

    private EncKdcReplyPart replyPart() {
        return new EncKdcReplyPart(
                key(),
                list(() -> new LastReq(random.nextInt(), time())),
                nonce(),
                maybe(this::time),
                new TicketFlags(random.nextInt()),
                time(),
                maybe(this::time),
                time(),
                maybe(this::time),
                realm(),
                name(),
                list(this::address),
                list(this::padata));
    }

    private KrbError error() {
        return new KrbError(
                maybe(this::micros),
                micros(),
                random.nextInt(),
                maybe(this::realm),
                maybe(this::name),
                realm(),
                name(),
                maybe(this::text),
                maybe(this::octets));
    }

    private EncTicketPart ticketPart() {
        return new EncTicketPart(
                new TicketFlags(random.nextInt()),
                key(),
                realm(),
                name(),
                new TransitedEncoding(random.nextInt(), octets()),
                time(),
                maybe(this::time),
                time(),
                maybe(this::time),
                list(this::address),
                authorizationData());
    }

    private Authenticator authenticator() {
        return new Authenticator(
                realm(), name(), maybe(this::checksum), micros(), maybe(this::key), maybeUint32(), authorizationData());
    }

    private Ticket ticket() {
        return KerberosCodec.newTicket(realm(), name(), sealed());
    }

    private AuthorizationData authorizationData() {
        return new AuthorizationData(list(() -> new AuthorizationData.Element(random.nextInt(), octets())));
    }

    private PaData padata() {
        return new PaData(random.nextInt(), octets());
    }

    private HostAddress address() {
        return new HostAddress(random.nextInt(), octets());
    }

    private EncryptedData sealed() {
        return new EncryptedData(etype(), maybe(() -> Kvno.of(uint32())), octets());
    }

    private EncryptionKey key() {
        return new EncryptionKey(etype(), SecretBytes.copyOf(octets().toByteArray()));
    }

    private Checksum checksum() {
        return new Checksum(new ChecksumType(random.nextInt()), octets());
    }

    private PrincipalName name() {
        return new PrincipalName(random.nextInt(), list(this::text));
    }

    private RealmName realm() {
        String text = text();
        return RealmName.of(text.isEmpty() ? "A" : text);
    }

    private EncType etype() {
        return new EncType(random.nextBoolean() ? random.nextInt(30) : random.nextInt());
    }

    private Nonce nonce() {
        return new Nonce(uint32());
    }

    private OptionalLong maybeUint32() {
        return random.nextBoolean() ? OptionalLong.of(uint32()) : OptionalLong.empty();
    }

    /** Of 1 to 32 bits, all alike likely. */
    private long uint32() {
        return Integer.toUnsignedLong(random.nextInt()) >>> random.nextInt(32);
    }

    private KerberosTime micros() {
        return new KerberosTime(time(), random.nextInt(1_000_000));
    }

    /** In the years 0 to 9999. */
    private Instant time() {
        return Instant.ofEpochSecond(-62_167_219_200L + (long) (random.nextDouble() * 315_569_520_000L));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Octets octets() {
        // The longest is rare: a message has many octet strings.
        int length = LENGTHS[random.nextInt(LENGTHS.length - (random.nextInt(50) == 0 ? 0 : 1))];
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Octets.wrap(octets);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(4)).toList();
    }
}
