package org.hanse.client.kdc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.HttpsChannel;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.channel.UdpChannel;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.file.KdcAddress.Transport;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.WireCode;

/**
 * The KDCs that krb5.conf names, in its order: small requests go by UDP to one after the other, then by TCP, then by UDP again with
 * more patience; large ones by TCP first. Proxies come last, unless one is named first. Thread-safe.
 */
public final class NetworkKdcs implements KdcSender {
    /** Long enough for an answer from another continent, short enough to have tried three KDCs before people look at the clock. */
    private static final Duration FIRST_UDP = Duration.ofSeconds(1);

    private static final Duration SECOND_UDP = Duration.ofSeconds(2);
    private static final Duration TCP = Duration.ofSeconds(3);

    /** TCP's, with time for a handshake, and for a proxy that must ask somebody else. */
    private static final Duration HTTPS = Duration.ofSeconds(8);

    private static final Duration DEFAULT_TOTAL = Duration.ofSeconds(10);

    private final KdcLocator locator;
    private final int udpLimit;
    private final Duration total;
    private final Krb5Conf conf;

    /** Made when a proxy is asked for the first time: TLS takes a while to load. */
    private final Map<RealmName, SSLContext> trust = new ConcurrentHashMap<>();

    public NetworkKdcs(Krb5Conf conf) {
        this(conf, DEFAULT_TOTAL);
    }

    /** @param total after which no further KDC is tried */
    public NetworkKdcs(Krb5Conf conf, Duration total) {
        this.conf = conf;
        this.locator = new KdcLocator(conf);
        this.udpLimit = conf.udpPreferenceLimit();
        this.total = total;
    }

    /** One thing to try. */
    private record Attempt(KdcLocator.Endpoint endpoint, Transport how, Duration timeout) {}

    /** What came of it: an answer, or why there is none. */
    private record Tried(Optional<byte[]> answer, String fault) {}

    @Override
    public byte[] send(RealmName realm, byte[] request) throws KdcFailure {
        long end = System.nanoTime() + total.toNanos();
        Optional<byte[]> unavailable = Optional.empty();
        String fault = "";
        for (Attempt attempt : plan(realm, request.length)) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            Tried tried = tried(realm, attempt, request, left);
            Optional<byte[]> answer = tried.answer;
            fault = tried.fault.isEmpty() ? fault : tried.fault;
            if (attempt.how == Transport.UDP
                    && answer.isPresent()
                    && isError(answer.get(), WireCode.KRB_ERR_RESPONSE_TOO_BIG)) {
                // RFC 4120 §7.2.1: the same KDC has the answer ready for TCP.
                answer = tried(realm, new Attempt(attempt.endpoint, Transport.TCP, TCP), request, left).answer;
            }
            if (answer.isPresent() && isError(answer.get(), WireCode.KDC_ERR_SVC_UNAVAILABLE)) {
                unavailable = answer;
            } else if (answer.isPresent()) {
                return answer.get();
            }
        }
        if (unavailable.isPresent()) {
            return unavailable.get();
        }
        throw new KdcFailure(
                Kind.NO_KDC,
                "Cannot contact any KDC for realm '" + realm + "'" + fault
                        + "; check that its server runs and that krb5.conf names it");
    }

    private List<Attempt> plan(RealmName realm, int length) throws KdcFailure {
        List<Attempt> udp = new ArrayList<>();
        List<Attempt> tcp = new ArrayList<>();
        List<Attempt> udpAgain = new ArrayList<>();
        List<Attempt> proxies = new ArrayList<>();
        List<KdcLocator.Endpoint> endpoints = locator.kdcsOf(realm);
        for (KdcLocator.Endpoint one : endpoints) {
            Transport named = one.transport();
            if (named == Transport.HTTPS) {
                proxies.add(new Attempt(one, named, HTTPS));
            }
            if ((named == Transport.ANY || named == Transport.UDP) && length <= UdpChannel.MAX_MESSAGE) {
                udp.add(new Attempt(one, Transport.UDP, FIRST_UDP));
                udpAgain.add(new Attempt(one, Transport.UDP, SECOND_UDP));
            }
            if (named == Transport.ANY || named == Transport.TCP) {
                tcp.add(new Attempt(one, Transport.TCP, TCP));
            }
        }
        List<Attempt> plan = new ArrayList<>(length > udpLimit ? tcp : udp);
        plan.addAll(length > udpLimit ? udp : tcp);
        plan.addAll(endpoints.get(0).transport() == Transport.HTTPS ? 0 : plan.size(), proxies);
        plan.addAll(udpAgain);
        return plan;
    }

    private Tried tried(RealmName realm, Attempt attempt, byte[] request, Duration left) throws KdcFailure {
        Duration timeout = attempt.timeout.compareTo(left) < 0 ? attempt.timeout : left;
        KdcLocator.Endpoint endpoint = attempt.endpoint;
        try {
            byte[] answer = switch (attempt.how) {
                case HTTPS -> HttpsChannel.exchange(proxy(endpoint), realm, request, timeout);
                case TCP -> TcpChannel.exchange(endpoint.address(), request, timeout);
                case UDP, ANY -> UdpChannel.exchange(endpoint.address(), request, timeout);
            };
            return new Tried(Optional.of(answer).filter(NetworkKdcs::isKerberos), "");
        } catch (ChannelFault fault) {
            return new Tried(Optional.empty(), explained(fault, endpoint));
        }
    }

    private HttpsChannel.Proxy proxy(KdcLocator.Endpoint endpoint) throws KdcFailure {
        RealmName voucher = endpoint.voucher();
        SSLContext believed = trust.get(voucher);
        if (believed == null) {
            believed = HttpAnchors.of(conf.httpAnchors(voucher));
            trust.put(voucher, believed);
        }
        KdcAddress named = endpoint.named();
        return new HttpsChannel.Proxy(endpoint.address(), named.host(), named.path(), believed);
    }

    /** What only a person can mend, in a few words; nothing for what the next attempt may mend. */
    private static String explained(ChannelFault fault, KdcLocator.Endpoint endpoint) throws KdcFailure {
        return switch (fault.kind()) {
            case INTERRUPTED ->
                throw new KdcFailure(Kind.INTERRUPTED, "interrupted while waiting for a KDC; start again");
            case NOT_TRUSTED ->
                " (" + endpoint.named() + " does not prove to be that host to whom believes http_anchors in krb5.conf)";
            case NO_ANSWER -> " (" + endpoint.named() + " has no answer: " + fault.getMessage() + ")";
            case TIMEOUT, REFUSED, CUT_OFF, TOO_LONG -> "";
        };
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
