package org.hanse.client.kdc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.channel.UdpChannel;
import org.hanse.protocol.file.KdcAddress.Transport;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.WireCode;

/**
 * The KDCs that krb5.conf names, in its order: small requests go by UDP to one after the other, then by TCP, then by UDP again with
 * more patience; large ones by TCP first. Thread-safe.
 */
public final class NetworkKdcs implements KdcSender {
    /** Long enough for an answer from another continent, short enough to have tried three KDCs before people look at the clock. */
    private static final Duration FIRST_UDP = Duration.ofSeconds(1);

    private static final Duration SECOND_UDP = Duration.ofSeconds(2);
    private static final Duration TCP = Duration.ofSeconds(3);
    private static final Duration DEFAULT_TOTAL = Duration.ofSeconds(10);

    private final KdcLocator locator;
    private final int udpLimit;
    private final Duration total;

    public NetworkKdcs(Krb5Conf conf) {
        this(conf, DEFAULT_TOTAL);
    }

    /** @param total after which no further KDC is tried */
    public NetworkKdcs(Krb5Conf conf, Duration total) {
        this.locator = new KdcLocator(conf);
        this.udpLimit = conf.udpPreferenceLimit();
        this.total = total;
    }

    /** One thing to try. */
    private record Attempt(InetSocketAddress endpoint, boolean tcp, Duration timeout) {}

    @Override
    public byte[] send(RealmName realm, byte[] request) throws KdcFailure {
        long end = System.nanoTime() + total.toNanos();
        Optional<byte[]> unavailable = Optional.empty();
        for (Attempt attempt : plan(realm, request.length)) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            Optional<byte[]> answer = tried(attempt, request, left);
            if (answer.isPresent() && isError(answer.get(), WireCode.KRB_ERR_RESPONSE_TOO_BIG)) {
                // RFC 4120 §7.2.1: the same KDC has the answer ready for TCP.
                answer = tried(new Attempt(attempt.endpoint, true, TCP), request, left);
            }
            if (answer.isPresent() && isError(answer.get(), WireCode.KDC_ERR_SVC_UNAVAILABLE)) {
                unavailable = answer;
            } else if (answer.isPresent()) {
                return answer.get();
            }
        }
        return unavailable.orElseThrow(() -> new KdcFailure(
                Kind.NO_KDC,
                "Cannot contact any KDC for realm '" + realm
                        + "'; check that its server runs and that krb5.conf names it"));
    }

    private List<Attempt> plan(RealmName realm, int length) throws KdcFailure {
        List<Attempt> udp = new ArrayList<>();
        List<Attempt> tcp = new ArrayList<>();
        List<Attempt> udpAgain = new ArrayList<>();
        for (KdcLocator.Endpoint one : locator.kdcsOf(realm)) {
            if (one.transport() != Transport.TCP && length <= UdpChannel.MAX_MESSAGE) {
                udp.add(new Attempt(one.address(), false, FIRST_UDP));
                udpAgain.add(new Attempt(one.address(), false, SECOND_UDP));
            }
            if (one.transport() != Transport.UDP) {
                tcp.add(new Attempt(one.address(), true, TCP));
            }
        }
        List<Attempt> plan = new ArrayList<>(length > udpLimit ? tcp : udp);
        plan.addAll(length > udpLimit ? udp : tcp);
        plan.addAll(udpAgain);
        return plan;
    }

    private static Optional<byte[]> tried(Attempt attempt, byte[] request, Duration left) throws KdcFailure {
        Duration timeout = attempt.timeout.compareTo(left) < 0 ? attempt.timeout : left;
        try {
            byte[] answer = attempt.tcp
                    ? TcpChannel.exchange(attempt.endpoint, request, timeout)
                    : UdpChannel.exchange(attempt.endpoint, request, timeout);
            return isKerberos(answer) ? Optional.of(answer) : Optional.empty();
        } catch (ChannelFault fault) {
            if (fault.kind() == ChannelFault.Kind.INTERRUPTED) {
                throw new KdcFailure(Kind.INTERRUPTED, "interrupted while waiting for a KDC; start again");
            }
            return Optional.empty();
        }
    }

    /** AS-REP [APPLICATION 11], TGS-REP [13] or KRB-ERROR [30]: anything else on that port is not a KDC. */
    private static boolean isKerberos(byte[] answer) {
        return answer.length > 0 && (answer[0] == 0x6B || answer[0] == 0x6D || answer[0] == 0x7E);
    }

    private static boolean isError(byte[] answer, WireCode code) {
        if (answer[0] != 0x7E) {
            return false;
        }
        try {
            return KerberosCodec.decodeKrbError(answer).code() == code.number();
        } catch (DecodeFault notOne) {
            return false;
        }
    }
}
