package org.hanse.kdc.federation;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.kdc.transport.RateLimit;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.introduction.SignedIntroduction;

/** Where realms ask this one for introductions, and where it is told of those to itself: docs/federation.md. */
public final class IntroductionRoutes {
    /** Below the root of a realm's HTTPS port. */
    static final String REQUEST = "/hanse/v1/introduction-request";

    static final String INTRODUCTION = "/hanse/v1/introduction";
    static final String CONTENT_TYPE = "application/cms";

    /** People ask for introductions, one after the other; a signature takes a millisecond to judge. */
    private static final int BURST = 30;

    private static final int PER_SECOND = 3;

    private final RateLimit<InetAddress> addresses;

    private IntroductionRoutes(LongSupplier nanos) {
        this.addresses = new RateLimit<>(BURST, PER_SECOND, nanos);
    }

    /** @param nanos a clock of {@link System#nanoTime()}'s kind */
    public static List<HttpRoute> of(Introductions introductions, LongSupplier nanos) {
        IntroductionRoutes routes = new IntroductionRoutes(nanos);
        return List.of(
                routes.route(REQUEST, introductions::introduce), routes.route(INTRODUCTION, introductions::take));
    }

    private HttpRoute route(String path, Function<Octets, CompletionStage<HttpAnswer>> answer) {
        return new HttpRoute(
                path, Set.of("POST"), SignedIntroduction.LONGEST, false, request -> limited(request, answer));
    }

    private CompletionStage<HttpAnswer> limited(
            HttpRequest request, Function<Octets, CompletionStage<HttpAnswer>> answer) {
        if (!request.header("content-type").equals(Optional.of(CONTENT_TYPE))) {
            return CompletableFuture.completedFuture(HttpAnswer.text(415, "introductions are application/cms"));
        }
        if (!addresses.admits(RateLimit.source(request.peer().getAddress()))) {
            return CompletableFuture.completedFuture(HttpAnswer.text(429, "more than people ask for"));
        }
        return answer.apply(request.body());
    }
}
