package org.hanse.kdc.transport;

import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route of a request, and refuses what has none. Never waits. */
final class HttpsHandler extends Handler.Abstract.NonBlocking {
    private static final String NEWEST_TLS = "TLSv1.3";

    private final List<HttpRoute> routes;
    private final Connections<HttpsConnection> connections;
    private final LongSupplier nanos;

    HttpsHandler(List<HttpRoute> routes, Connections<HttpsConnection> connections, LongSupplier nanos) {
        this.routes = List.copyOf(routes);
        this.connections = connections;
        this.nanos = nanos;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpsConnection connection = HttpsConnection.under(
                request.getConnectionMetaData().getConnection().getEndPoint());
        // Its head has come in time; the body has as long again.
        connection.requestSince = nanos.getAsLong();
        Request.addCompletionListener(request, ended -> {
            connection.amidst = false;
            connections.progressed(connection, nanos.getAsLong());
        });
        Optional<HttpRoute> route = route(request.getHttpURI().getPath());
        Optional<HttpAnswer> refusal = refusal(route, request);
        if (refusal.isPresent()) {
            write(refusal.get(), false, request, response, callback);
        } else {
            new HttpsExchange(route.orElseThrow(), request, response, callback, connection, connections)
                    .begin(getServer().getScheduler(), connections.requestMillis());
        }
        return true;
    }

    private Optional<HttpRoute> route(String path) {
        return routes.stream().filter(route -> route.serves(path)).findFirst();
    }

    private static Optional<HttpAnswer> refusal(Optional<HttpRoute> route, Request request) {
        if (!tls(request).equals(NEWEST_TLS) && !route.map(HttpRoute::olderTls).orElse(false)) {
            return Optional.of(HttpAnswer.text(403, "TLS 1.3 is needed here."));
        }
        if (route.isEmpty()) {
            return Optional.of(HttpAnswer.text(404, "There is nothing at this path."));
        }
        if (!route.get().methods().contains(request.getMethod())) {
            List<String> methods = route.get().methods().stream().sorted().toList();
            return Optional.of(HttpAnswer.text(405, "What may be asked here: " + String.join(", ", methods) + ".")
                    .with("Allow", String.join(", ", methods)));
        }
        return Optional.empty();
    }

    /** What this side has shown in the handshake of the connection of {@code request}. */
    static Optional<X509Certificate> certificate(Request request) {
        if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session) {
            Certificate[] shown = session.sslSession().getLocalCertificates();
            if (shown != null && shown.length > 0 && shown[0] instanceof X509Certificate leaf) {
                return Optional.of(leaf);
            }
        }
        return Optional.empty();
    }

    /** The protocol that the connection of {@code request} speaks. */
    static String tls(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                ? session.sslSession().getProtocol()
                : "";
    }

    /** @param keep whether the connection may serve another request, if its protocol is one of one request at a time */
    static void write(HttpAnswer answer, boolean keep, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        answer.headers().forEach(response.getHeaders()::put);
        if (!keep && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        response.write(true, ByteBuffer.wrap(answer.body().toByteArray()), callback);
    }
}
