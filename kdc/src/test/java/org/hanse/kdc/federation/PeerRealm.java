package org.hanse.kdc.federation;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.DocumentSequence;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.SignedDocument;

/** A peer with keys and documents of its own, and what its server says of them. */
final class PeerRealm {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RealmIdentity identity;

    private PeerRealm(RealmIdentity identity) {
        this.identity = identity;
    }

    static PeerRealm named(String realm) {
        return new PeerRealm(RealmIdentity.create(RealmName.of(realm), RANDOM));
    }

    /** With a document at that time if one is due; what it says differs by {@code domain}. */
    PeerRealm signing(Instant now, Fingerprint tlsKey, String domain) {
        return Publication.due(identity, facts(tlsKey, domain), now, RANDOM)
                .map(PeerRealm::new)
                .orElseThrow();
    }

    PeerRealm rollingOver(Instant now, Fingerprint tlsKey) {
        return new PeerRealm(Publication.rollOver(identity, facts(tlsKey, "a.test"), now, RANDOM, false));
    }

    PeerRealm recovering(Instant now, Fingerprint tlsKey) {
        return new PeerRealm(Publication.recover(
                identity, identity.recoveryKey().orElseThrow(), facts(tlsKey, "a.test"), now, RANDOM));
    }

    private static DocumentFacts facts(Fingerprint tlsKey, String domain) {
        return new DocumentFacts(
                new Endpoints(List.of("https://localhost"), List.of(tlsKey), List.of()),
                List.of(domain),
                List.of(EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                List.of());
    }

    RealmIdentity identity() {
        return identity;
    }

    Fingerprint id() {
        return identity.id();
    }

    Fingerprint currentKey() {
        return identity.fingerprint();
    }

    KeyHistory history() {
        return identity.history().orElseThrow();
    }

    long version() {
        return history().head().version();
    }

    /** As {@link DocumentRoutes} does it, from these documents. */
    void serve(HttpExchange exchange) throws IOException {
        SignedDocument newest = history().newest().signed();
        String tag = "\"" + newest.hash() + "\"";
        exchange.getResponseHeaders().set("Cache-Control", "max-age=300");
        if (exchange.getRequestURI().getPath().equals(DocumentRoutes.HISTORY)) {
            long from = Long.parseLong(exchange.getRequestURI().getQuery().substring("from=".length()));
            PeerServer.send(exchange, 200, DocumentSequence.write(history().from(from)));
        } else if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else if (exchange.getRequestURI().getPath().equals(DocumentRoutes.DOCUMENT)) {
            PeerServer.send(exchange, 200, newest.encoded().toByteArray());
        } else {
            PeerServer.send(exchange, 404, "nothing".getBytes(StandardCharsets.UTF_8));
        }
    }
}
