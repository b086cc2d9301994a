package org.hanse.kdc.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.hanse.protocol.wire.Octets;

/**
 * One request and its answer. The body is read as it comes, and no thread waits for it; whichever comes first, its end, its deadline
 * or an octet too many, decides what is answered.
 */
final class HttpsExchange {
    private static final Logger LOG = LogManager.getLogger(HttpsExchange.class);

    private final HttpRoute route;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final HttpsConnection connection;
    private final Connections<HttpsConnection> connections;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Scheduler.Task deadline = () -> false;

    HttpsExchange(
            HttpRoute route,
            Request request,
            Response response,
            Callback callback,
            HttpsConnection connection,
            Connections<HttpsConnection> connections) {
        this.route = route;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.connection = connection;
        this.connections = connections;
    }

    /** Returns at once. */
    void begin(Scheduler scheduler, long millisForBody) {
        if (!isPlain()) {
            refuse(415, "A content coding is not taken; send the body as it is.");
        } else if (request.getLength() > route.mostOctets()) {
            refuse(413, "At most " + route.mostOctets() + " octets are taken.");
        } else {
            deadline = scheduler.schedule(
                    () -> refuse(408, "The request took too long."), millisForBody, TimeUnit.MILLISECONDS);
            read();
        }
    }

    /** A compressed body may be a bomb, and no client of ours sends one. */
    private boolean isPlain() {
        return request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING).stream()
                .allMatch("identity"::equalsIgnoreCase);
    }

    private void read() {
        while (!settled.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
                return;
            }
            boolean fits = chunk.remaining() <= route.mostOctets() - body.size();
            if (fits) {
                take(chunk.getByteBuffer());
            }
            chunk.release();
            if (!fits) {
                refuse(413, "At most " + route.mostOctets() + " octets are taken.");
            } else if (chunk.isLast() && settled.compareAndSet(false, true)) {
                handOver();
            }
        }
    }

    private void take(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        body.writeBytes(copy);
        keep(copy.length);
    }

    /** What is half received stays on the heap: all of it together is bounded. */
    private void keep(int more) {
        connections.holds(connection, connection.keeps(more)).forEach(HttpsConnection::closeNow);
    }

    private void handOver() {
        deadline.cancel();
        CompletionStage<HttpAnswer> answer;
        try {
            answer = route.endpoint().answer(asked());
        } catch (RuntimeException | StackOverflowError ours) {
            fault(ours);
            return;
        }
        answer.whenComplete((given, ours) -> {
            if (ours == null) {
                send(given, true);
            } else {
                fault(ours);
            }
        });
    }

    private HttpRequest asked() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                    .add(Optional.ofNullable(field.getValue()).orElse(""));
        }
        // HTTP/2 has the host beside its headers.
        Optional.ofNullable(request.getHttpURI().getAuthority())
                .ifPresent(host -> headers.putIfAbsent("host", List.of(host)));
        return new HttpRequest(
                request.getMethod(),
                request.getHttpURI().getPath(),
                Optional.ofNullable(request.getHttpURI().getQuery()),
                headers,
                Octets.wrap(body.toByteArray()),
                connection.peer,
                HttpsHandler.certificate(request),
                HttpsHandler.tls(request));
    }

    private void refuse(int status, String sentence) {
        if (settled.compareAndSet(false, true)) {
            deadline.cancel();
            send(HttpAnswer.text(status, sentence), false);
        }
    }

    private void fault(Throwable ours) {
        LOG.error(
                "answering {} failed inside the server: this is a fault of Hanse, please report it",
                route.path(),
                ours);
        send(HttpAnswer.text(500, "The server failed; its log says why."), true);
    }

    /** The stream broke, or was no HTTP: Jetty says 400 if it can still say something. That is no fault of ours, so never 500. */
    private void fail(Throwable broken) {
        if (settled.compareAndSet(false, true)) {
            deadline.cancel();
            LOG.debug("A request from {} broke off", connection.peer, broken);
            keep(-body.size());
            callback.failed(
                    broken instanceof HttpException
                            ? broken
                            : new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, "broke off", broken));
        }
    }

    /** @param whole whether the body was read to its end; else nothing behind it can be told from a request */
    private void send(HttpAnswer answer, boolean whole) {
        keep(-body.size());
        HttpsHandler.write(answer, whole, request, response, callback);
    }
}
