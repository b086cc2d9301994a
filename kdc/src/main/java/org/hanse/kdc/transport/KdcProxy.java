package org.hanse.kdc.transport;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.dispatch.MessageHandler;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcProxyMessage;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;

/**
 * The KDC over HTTPS, MS-KKDCP: a request comes as the body of a POST, wrapped with the realm it is for, and its answer goes back
 * wrapped alike. What a KDC refuses is a KRB-ERROR with status 200; another status says that no KDC has an answer. Requests for
 * realms that this one trusts are {@link KdcRelay}'s.
 */
public final class KdcProxy implements HttpEndpoint {
    /** Where Windows and MIT clients look by default, MS-KKDCP 2.1. */
    public static final String PATH = "/KdcProxy";

    private static final String CONTENT_TYPE = "application/kerberos";

    /** A message of the codec's largest size, its frame and the realm's name. */
    private static final int MOST_OCTETS = 130 * 1024;

    /** Behind a message's length: the version of a change of password, RFC 3244 §2, and of the older protocol. */
    private static final int SET_PASSWORD_VERSION = 0xFF80;

    private static final int CHANGE_PASSWORD_VERSION = 1;

    private final RealmName realm;
    private final MessageHandler kdc;
    private final KdcRelay relay;

    private KdcProxy(RealmName realm, MessageHandler kdc, KdcRelay relay) {
        this.realm = realm;
        this.kdc = kdc;
        this.relay = relay;
    }

    /** Older Windows clients, that know no TLS 1.3, come here and nowhere else. */
    public static HttpRoute route(RealmName realm, MessageHandler kdc, KdcRelay relay) {
        return new HttpRoute(PATH, Set.of("POST"), MOST_OCTETS, true, new KdcProxy(realm, kdc, relay));
    }

    @Override
    public CompletionStage<HttpAnswer> answer(HttpRequest request) {
        if (!isKerberos(request.header("Content-Type").orElse(""))) {
            return at(HttpAnswer.text(415, "The body must be " + CONTENT_TYPE + ", and say so once."));
        }
        KdcProxyMessage proxied;
        try {
            proxied = KerberosCodec.decodeKdcProxyMessage(request.body().toByteArray());
        } catch (DecodeFault fault) {
            return at(
                    fault.kind() == DecodeFault.Kind.TOO_LONG
                            ? HttpAnswer.text(413, "The message is longer than any KDC takes.")
                            : HttpAnswer.text(400, "The body is no KDC-PROXY-MESSAGE in DER, as MS-KKDCP has it."));
        }
        if (isPasswordChange(proxied.message())) {
            return at(HttpAnswer.text(403, "Passwords are not changed here."));
        }
        if (!proxied.targetDomain().map(this::isOurs).orElse(true)) {
            String domain = proxied.targetDomain().get();
            return relay.relay(domain, proxied.message(), request.peer().getAddress())
                    .thenApply(KdcProxy::relayed);
        }
        byte[] answer = kdc.answer(proxied.message().toByteArray(), new Origin(request.peer(), Transport.HTTPS));
        return at(
                answer.length == 0
                        ? HttpAnswer.text(400, "A KDC does not answer such a message.")
                        : wrapped(Octets.wrap(answer)));
    }

    private static CompletionStage<HttpAnswer> at(HttpAnswer once) {
        return CompletableFuture.completedFuture(once);
    }

    private static HttpAnswer relayed(KdcRelay.Outcome outcome) {
        if (outcome instanceof KdcRelay.Outcome.Not not) {
            return HttpAnswer.text(not.status(), not.sentence());
        }
        return wrapped(((KdcRelay.Outcome.Answered) outcome).message());
    }

    private static HttpAnswer wrapped(Octets answer) {
        return HttpAnswer.ok(CONTENT_TYPE, KerberosCodec.encode(new KdcProxyMessage(answer, Optional.empty())));
    }

    /** With or without parameters; RFC 9110 §8.3.1. */
    private static boolean isKerberos(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().equalsIgnoreCase(CONTENT_TYPE);
    }

    /** Which realm is meant is told in any case, MS-KKDCP 2.2.2; the realm that the request names within is ours octet for octet. */
    private boolean isOurs(String domain) {
        return domain.toUpperCase(Locale.ROOT).equals(realm.value().toUpperCase(Locale.ROOT));
    }

    /** What clients send to port 464: its own length, then a version. No Kerberos message begins so. */
    private static boolean isPasswordChange(Octets message) {
        if (message.length() < 4 || number(message, 0) != message.length()) {
            return false;
        }
        int version = number(message, 2);
        return version == CHANGE_PASSWORD_VERSION || version == SET_PASSWORD_VERSION;
    }

    private static int number(Octets message, int at) {
        return ((message.at(at) & 0xFF) << 8) | (message.at(at + 1) & 0xFF);
    }
}
