package org.hanse.kdc.federation;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.kdc.transport.RateLimit;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.Envelope;

/**
 * Where peers post the messages of an agreement: docs/federation.md. A body is long as a message is and no longer; an address that sends more than agreements need is
 * told so before anything is read.
 */
public final class AgreementRoutes {
    /** Below the root of a realm's HTTPS port; {@code ?from=REALM} says whose documents have the keys. */
    public static final String PATH = "/hanse/v1/agreement";

    static final String CONTENT_TYPE = "application/cms";

    private static final Pattern FROM = Pattern.compile("from=([A-Z0-9.-]{1,253})");
    /** An address may be that of a host of many realms. An agreement is four messages; a signature takes a millisecond to judge. */
    private static final int BURST = 200;

    private static final int PER_SECOND = 50;

    private final Agreements agreements;
    private final RateLimit<InetAddress> addresses;

    private AgreementRoutes(Agreements agreements, LongSupplier nanos) {
        this.agreements = agreements;
        this.addresses = new RateLimit<>(BURST, PER_SECOND, nanos);
    }

    /** @param nanos a clock of {@link System#nanoTime()}'s kind */
    public static List<HttpRoute> of(Agreements agreements, LongSupplier nanos) {
        AgreementRoutes routes = new AgreementRoutes(agreements, nanos);
        return List.of(new HttpRoute(PATH, Set.of("POST"), Envelope.LONGEST, false, routes::answer));
    }

    private CompletionStage<HttpAnswer> answer(HttpRequest request) {
        Matcher from = FROM.matcher(request.query().orElse(""));
        if (!from.matches()) {
            return refused(MessageRefusal.SENDER_NOT_NAMED);
        }
        if (!request.header("content-type").equals(Optional.of(CONTENT_TYPE))) {
            return refused(MessageRefusal.NOT_CMS);
        }
        if (!addresses.admits(RateLimit.source(request.peer().getAddress()))) {
            return refused(MessageRefusal.TOO_MANY);
        }
        return agreements.answer(RealmName.of(from.group(1)), request.body());
    }

    private static CompletionStage<HttpAnswer> refused(MessageRefusal refusal) {
        return CompletableFuture.completedFuture(refusal.answer());
    }
}
