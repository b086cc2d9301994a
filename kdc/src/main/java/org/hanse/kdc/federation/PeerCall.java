package org.hanse.kdc.federation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.hanse.kdc.federation.PeerFault.Reason;
import org.hanse.protocol.channel.CertificateJudge;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.HttpsCall;
import org.hanse.realmtrust.document.Fingerprint;

/** One question to a peer and what comes of it; the thread that calls waits. Thread-safe. */
final class PeerCall {
    /** Of the time for all: a host may have an address that swallows what is sent there. */
    private static final int CONNECT_PART = 3;
    /** Hosts with more addresses have them for other reasons than failures. */
    private static final int MOST_ADDRESSES = 4;

    private final BooleanSupplier privatePeers;
    private final Supplier<X509ExtendedTrustManager> source;
    private final Duration whole;
    private Optional<X509ExtendedTrustManager> authorities = Optional.empty();

    /** @param whole for all of a question, DNS aside */
    PeerCall(BooleanSupplier privatePeers, Supplier<X509ExtendedTrustManager> authorities, Duration whole) {
        this.whole = whole;
        this.privatePeers = privatePeers;
        this.source = authorities;
    }

    /** @param mustBeBelieved whether the peer's TLS key is judged before anything is sent */
    record Question(PeerAddress peer, HttpsCall.Request request, int mostOctets, boolean mustBeBelieved) {
        PeerAnswer failed(Reason reason) {
            return new PeerAnswer.Failed(new PeerFault(reason, peer.url().toString()));
        }
    }

    PeerAnswer answer(Question question) {
        long end = System.nanoTime() + whole.toNanos();
        List<InetAddress> found;
        try {
            found = List.of(InetAddress.getAllByName(question.peer().url().host()));
        } catch (UnknownHostException unknown) {
            return question.failed(Reason.NAME_UNKNOWN);
        }
        // What is judged is connected to: a name that is asked again may lead elsewhere (T-016).
        List<InetAddress> allowed =
                found.stream().filter(address -> mayBeAsked(question, address)).toList();
        PeerAnswer answer = question.failed(Reason.ADDRESS_NOT_ALLOWED);
        for (InetAddress address : allowed.subList(0, Math.min(allowed.size(), MOST_ADDRESSES))) {
            Attempt attempt = attempt(question, address, Duration.ofNanos(end - System.nanoTime()));
            answer = attempt.answer();
            if (!attempt.mayBeRepeated()) {
                break;
            }
        }
        return answer;
    }

    private boolean mayBeAsked(Question question, InetAddress address) {
        return question.peer().declared() || privatePeers.getAsBoolean() || !PrivateNetworks.contain(address);
    }

    /** @param mayBeRepeated whether nothing has been sent yet, so that another address may be asked */
    private record Attempt(PeerAnswer answer, boolean mayBeRepeated) {}

    private Attempt attempt(Question question, InetAddress address, Duration left) {
        if (left.isNegative()) {
            return new Attempt(question.failed(Reason.TOO_SLOW), false);
        }
        CertificateJudge certificate = new CertificateJudge(
                authorities(),
                key -> question.peer().tlsKeys().contains(Fingerprint.ofTlsKey(key)),
                question.mustBeBelieved());
        String host = question.peer().url().host();
        InetSocketAddress endpoint =
                new InetSocketAddress(address, question.peer().url().port());
        HttpsCall.Server server = new HttpsCall.Server(endpoint, host, certificate.context(), true);
        HttpsCall.Patience patience = new HttpsCall.Patience(whole.dividedBy(CONNECT_PART), left);
        try {
            HttpsCall.Answer answer =
                    HttpsCall.exchange(server, shown -> question.request(), question.mostOctets(), patience);
            return new Attempt(judged(question, certificate, answer), false);
        } catch (ChannelFault fault) {
            boolean isUnreached = certificate.shown().isEmpty()
                    && (fault.kind() == ChannelFault.Kind.REFUSED || fault.kind() == ChannelFault.Kind.TIMEOUT);
            return new Attempt(question.failed(reason(fault, question, certificate)), isUnreached);
        }
    }

    private static PeerAnswer judged(Question question, CertificateJudge certificate, HttpsCall.Answer answer) {
        boolean leadsElsewhere = answer.status() / 100 == 3 && answer.status() != 304;
        if (leadsElsewhere) {
            return question.failed(Reason.REDIRECTED);
        }
        return new PeerAnswer.Answered(
                answer.status(),
                answer.headers(),
                answer.body(),
                certificate.shown().map(Fingerprint::ofTlsKey).orElseThrow(),
                certificate.doubt().map(PeerCall::reason));
    }

    private static Reason reason(ChannelFault fault, Question question, CertificateJudge certificate) {
        return switch (fault.kind()) {
            case TIMEOUT -> Reason.TOO_SLOW;
            case REFUSED -> Reason.UNREACHABLE;
            // Some end the connection where they should say what they do not speak.
            case CUT_OFF -> certificate.shown().isPresent() ? Reason.CUT_OFF : Reason.TLS_FAILED;
            case TOO_LONG -> Reason.TOO_LARGE;
            case NOT_TRUSTED ->
                certificate
                        .doubt()
                        .filter(doubt -> question.mustBeBelieved())
                        .map(PeerCall::reason)
                        .orElse(Reason.TLS_FAILED);
            case NO_ANSWER -> Reason.NOT_HTTP;
            case INTERRUPTED -> Reason.STOPPED;
        };
    }

    private static Reason reason(CertificateJudge.Doubt doubt) {
        return switch (doubt) {
            case EXPIRED -> Reason.CERTIFICATE_EXPIRED;
            case OTHER_NAME -> Reason.CERTIFICATE_OTHER_NAME;
            case NOT_KNOWN -> Reason.CERTIFICATE_NOT_KNOWN;
        };
    }

    /** Not before they are needed: a server has more urgent things to do when it starts. */
    private synchronized X509ExtendedTrustManager authorities() {
        X509ExtendedTrustManager known = authorities.orElseGet(source);
        authorities = Optional.of(known);
        return known;
    }
}
