package org.hanse.kdc.admin;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hanse.kdc.admin.operation.Office;
import org.hanse.kdc.admin.operation.OpenApi;
import org.hanse.kdc.audit.AdminLog;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.kdc.transport.HttpRoute;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * The routes of {@code /admin/v1}: each operation a POST at its path, and the description of them all. A request is answered by one of a
 * few threads of its own, since it waits for the store; when more come than these can take, they are told so. Thread-safe.
 */
public final class AdminRoutes implements AutoCloseable {
    static final String BASE = "/admin/v1/";
    /** An import of a full batch with keys of every enctype is half of it. */
    private static final int MOST_OCTETS = 1 << 20;

    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final AdminRequests requests;
    private final SecureRandom random;
    private final ThreadPoolExecutor workers;

    /**
     * What of the realm is administered.
     *
     * @param settings those of the moment
     */
    public record Realm(
            Office.RealmFacts facts,
            PrincipalStore principals,
            TrustStore trusts,
            FederationStore federations,
            IntroductionStore introductions,
            DeclarationStore declarations,
            AgreementStore agreements,
            PeerHistories histories,
            IdentityStore identity,
            Supplier<DocumentFacts> documentFacts,
            Supplier<RealmSettings> settings,
            AccessFile access) {}

    public AdminRoutes(Realm realm, AdminLog log, Clock clock, SecureRandom random) {
        this.requests = new AdminRequests(realm, log, clock, random);
        this.random = random;
        this.workers = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "admin");
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
    }

    public List<HttpRoute> routes() {
        return List.of(
                new HttpRoute(BASE + "openapi.json", Set.of("GET"), 0, false, request -> description()),
                new HttpRoute(BASE, Set.of("POST"), MOST_OCTETS, false, this::answer));
    }

    /** Made when it is asked for: the server does not wait for it when it starts. */
    private static CompletionStage<HttpAnswer> description() {
        return CompletableFuture.completedFuture(
                HttpAnswer.ok("application/json", OpenApi.document(BASE, RequestHeaders.ID)));
    }

    private CompletionStage<HttpAnswer> answer(HttpRequest request) {
        String id = id();
        try {
            return CompletableFuture.supplyAsync(() -> requests.answer(request, id), workers);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(requests.busy(id));
        }
    }

    private String id() {
        byte[] octets = new byte[4];
        random.nextBytes(octets);
        return HexFormat.of().withUpperCase().formatHex(octets);
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
