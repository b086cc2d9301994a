package org.hanse.admin.doctor;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.channel.UdpChannel;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;

/** Asks a KDC as a client would, RFC 4120 §3.1.1, for somebody whom it need not know: any answer shows that it is there. */
final class Probe {
    /** Stands in the log of the KDC that is asked, so that its administrator can tell what this is. */
    static final PrincipalName NAME = PrincipalName.of("hanse-doctor");

    private final Clock clock;
    private final SecureRandom random;
    private final Duration patience;

    Probe(Clock clock, SecureRandom random, Duration patience) {
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    /** How to get there. */
    enum Way {
        UDP,
        TCP
    }

    /** What came of a question. */
    sealed interface Answer {
        /** @param ahead how far its clock is ahead of ours, where it says a time */
        record OfKdc(RealmName realm, Optional<Duration> ahead) implements Answer {}

        record None(String why) implements Answer {}
    }

    Answer ask(RealmName realm, InetSocketAddress endpoint, Way way) {
        byte[] request = request(realm);
        try {
            byte[] answer = way == Way.UDP
                    ? UdpChannel.exchange(endpoint, request, patience)
                    : TcpChannel.exchange(endpoint, request, patience);
            return read(answer);
        } catch (ChannelFault fault) {
            return new Answer.None(String.valueOf(fault.getMessage()));
        }
    }

    private byte[] request(RealmName realm) {
        KdcRequestBody body = new KdcRequestBody(
                KdcOptions.NONE,
                Optional.of(NAME),
                realm,
                Optional.of(PrincipalName.krbtgt(realm)),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                new Nonce(random.nextInt() & 0x7FFF_FFFFL),
                List.of(EncType.AES256_CTS_HMAC_SHA1_96, EncType.AES128_CTS_HMAC_SHA1_96),
                List.of(),
                Optional.empty(),
                List.of());
        return KerberosCodec.encode(
                new KdcRequest(MessageType.AS_REQ, List.of(), body, KerberosCodec.encodeBody(body)));
    }

    private Answer read(byte[] answer) {
        try {
            KrbError error = KerberosCodec.decodeKrbError(answer);
            return new Answer.OfKdc(
                    error.realm(),
                    Optional.of(
                            Duration.between(clock.instant(), error.serverTime().instant())));
        } catch (DecodeFault noError) {
            try {
                // Somebody has that name and needs to prove nothing.
                return new Answer.OfKdc(
                        KerberosCodec.decodeKdcReply(answer).ticket().realm(), Optional.empty());
            } catch (DecodeFault other) {
                return new Answer.None("what came back is no Kerberos");
            }
        }
    }
}
