package org.hanse.bench.jmh;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.LastReq;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TransitedEncoding;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** All that a plain TGS exchange decodes and all that it encodes, without the cryptography in between. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Codec {
    private static final RealmName REALM = RealmName.of("BENCH.EXAMPLE");
    private static final PrincipalName CLIENT = PrincipalName.of("user1234");
    private static final PrincipalName SERVICE = PrincipalName.of("HTTP", "service123.bench.example");
    private static final EncType ETYPE = EncType.AES256_CTS_HMAC_SHA1_96;
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final EncryptionKey KEY = new EncryptionKey(ETYPE, SecretBytes.copyOf(new byte[32]));

    private final EncTicketPart ticketPart = new EncTicketPart(
            TicketFlags.of(TicketFlags.TicketFlag.PRE_AUTHENT, TicketFlags.TicketFlag.FORWARDABLE),
            KEY,
            REALM,
            CLIENT,
            TransitedEncoding.DIRECT,
            NOW,
            Optional.of(NOW),
            NOW,
            Optional.of(NOW),
            List.of(),
            AuthorizationData.NONE);
    private final EncKdcReplyPart replyPart = new EncKdcReplyPart(
            KEY,
            List.of(new LastReq(0, NOW)),
            new Nonce(0x1234_5678),
            Optional.empty(),
            ticketPart.flags(),
            NOW,
            Optional.of(NOW),
            NOW,
            Optional.of(NOW),
            REALM,
            SERVICE,
            List.of(),
            List.of());
    private final EncryptedData sealedTicket =
            new EncryptedData(ETYPE, Optional.of(Kvno.FIRST), Octets.wrap(new byte[230]));
    private final EncryptedData sealedReply = new EncryptedData(ETYPE, Optional.empty(), Octets.wrap(new byte[250]));
    private final byte[] ticketPartOctets = KerberosCodec.encode(ticketPart);
    private final byte[] authenticator = authenticator();
    private final byte[] request = request();

    private static byte[] authenticator() {
        return KerberosCodec.encode(new Authenticator(
                REALM,
                CLIENT,
                Optional.of(new Checksum(ChecksumType.HMAC_SHA1_96_AES256, Octets.wrap(new byte[12]))),
                KerberosTime.of(NOW),
                Optional.of(KEY),
                OptionalLong.of(0x1234_5678),
                AuthorizationData.NONE));
    }

    private byte[] request() {
        KdcRequestBody body = new KdcRequestBody(
                KdcOptions.of(KdcOptions.KdcOption.FORWARDABLE, KdcOptions.KdcOption.CANONICALIZE),
                Optional.empty(),
                REALM,
                Optional.of(SERVICE),
                Optional.empty(),
                NOW,
                Optional.empty(),
                new Nonce(0x1234_5678),
                List.of(ETYPE, EncType.AES128_CTS_HMAC_SHA1_96, EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                Optional.empty(),
                List.of());
        Ticket tgt = KerberosCodec.newTicket(REALM, PrincipalName.krbtgt(REALM), sealedTicket);
        byte[] header = KerberosCodec.encode(new ApRequest(ApOptions.NONE, tgt, sealedTicket));
        return KerberosCodec.encode(new KdcRequest(
                MessageType.TGS_REQ,
                List.of(new PaData(PaType.TGS_REQ, Octets.wrap(header))),
                body,
                KerberosCodec.encodeBody(body)));
    }

    /** TGS-REQ, AP-REQ, EncTicketPart and Authenticator. */
    @Benchmark
    public void decode(Blackhole hole) throws DecodeFault {
        KdcRequest tgs = KerberosCodec.decodeKdcRequest(request);
        hole.consume(tgs);
        hole.consume(KerberosCodec.decodeApRequest(tgs.padata().get(0).value()));
        hole.consume(KerberosCodec.decodeEncTicketPart(ticketPartOctets));
        hole.consume(KerberosCodec.decodeAuthenticator(authenticator));
    }

    /** EncTicketPart, Ticket, EncTGSRepPart and TGS-REP. */
    @Benchmark
    public void encode(Blackhole hole) {
        hole.consume(KerberosCodec.encode(ticketPart));
        Ticket ticket = KerberosCodec.newTicket(REALM, SERVICE, sealedTicket);
        hole.consume(KerberosCodec.encode(MessageType.TGS_REP, replyPart));
        hole.consume(
                KerberosCodec.encode(new KdcReply(MessageType.TGS_REP, List.of(), REALM, CLIENT, ticket, sealedReply)));
    }
}
