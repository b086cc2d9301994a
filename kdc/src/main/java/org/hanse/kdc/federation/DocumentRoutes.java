package org.hanse.kdc.federation;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.DocumentSequence;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.SignedDocument;

/** The realm's document, and those before it, for everybody: docs/federation.md. */
public final class DocumentRoutes {
    /** Below it RFC 8615 has such things. */
    public static final String DOCUMENT = "/.well-known/hanse-realm";

    public static final String HISTORY = DOCUMENT + "/history";

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Pattern FROM = Pattern.compile("from=([1-9][0-9]{0,15})");
    /** What others keep is at most so old: a rollover is known soon after. */
    private static final Duration MOST_AGE = Duration.ofMinutes(5);

    private final OwnDocuments documents;
    private final Clock clock;

    private DocumentRoutes(OwnDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    public static List<HttpRoute> of(OwnDocuments documents, Clock clock) {
        DocumentRoutes routes = new DocumentRoutes(documents, clock);
        return List.of(
                new HttpRoute(DOCUMENT, METHODS, 0, false, routes::newest),
                new HttpRoute(HISTORY, METHODS, 0, false, routes::history));
    }

    private CompletionStage<HttpAnswer> newest(HttpRequest request) {
        return documents
                .current()
                .thenApply(
                        history -> history.map(known -> newest(known, request)).orElseGet(DocumentRoutes::none));
    }

    private HttpAnswer newest(KeyHistory history, HttpRequest request) {
        SignedDocument newest = history.newest().signed();
        String tag = "\"" + newest.hash() + "\"";
        if (request.header("if-none-match").filter(tag::equals).isPresent()) {
            return new HttpAnswer(304, cached(newest, tag), Octets.EMPTY);
        }
        return answer("application/cms", cached(newest, tag), newest.encoded());
    }

    /** Not longer than the document lives. */
    private Map<String, String> cached(SignedDocument document, String tag) {
        Duration left = Duration.between(clock.instant(), document.document().expires());
        long seconds = Math.max(0, Math.min(MOST_AGE.toSeconds(), left.toSeconds()));
        return Map.of("ETag", tag, "Cache-Control", "max-age=" + seconds);
    }

    private CompletionStage<HttpAnswer> history(HttpRequest request) {
        Matcher from = FROM.matcher(request.query().orElse("from=1"));
        if (!from.matches()) {
            return CompletableFuture.completedFuture(
                    HttpAnswer.text(400, "Ask for /.well-known/hanse-realm/history?from=V, V a version from 1 on."));
        }
        long version = Long.parseLong(from.group(1));
        return documents
                .current()
                .thenApply(
                        history -> history.map(known -> history(known, version)).orElseGet(DocumentRoutes::none));
    }

    private static HttpAnswer history(KeyHistory history, long version) {
        byte[] documents = DocumentSequence.write(history.from(version));
        return answer("application/vnd.hanse.realm-history", Map.of(), Octets.wrap(documents));
    }

    private static HttpAnswer answer(String contentType, Map<String, String> headers, Octets body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", contentType);
        return new HttpAnswer(200, all, body);
    }

    private static HttpAnswer none() {
        return HttpAnswer.text(404, "This realm has signed no document.");
    }
}
