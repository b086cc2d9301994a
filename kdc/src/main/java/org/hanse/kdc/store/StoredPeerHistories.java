package org.hanse.kdc.store;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Contradiction;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.PeerHistories;

/** What is known of other realms in an open store. */
final class StoredPeerHistories implements PeerHistories {
    /** Nobody's wish: it is what the other realm says. */
    private static final String ACTOR = "federation";

    private final Database database;
    private final DocumentTable documents;
    private final RealmName own;
    private final ChangeHub hub;
    private final Clock clock;

    StoredPeerHistories(Database database, DocumentTable documents, RealmName own, ChangeHub hub, Clock clock) {
        this.database = database;
        this.documents = documents;
        this.own = own;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Optional<KeyHistory> find(RealmName peer) {
        return database.read(session -> documents.find(session, other(peer)));
    }

    @Override
    public Optional<KeyHistory> change(RealmName peer, UnaryOperator<Optional<KeyHistory>> edit) {
        Set<Change> changes = Set.of(Change.ofDocuments(peer));
        Optional<KeyHistory> after = database.write(session -> {
            Optional<KeyHistory> before = documents.find(session, other(peer));
            Optional<KeyHistory> wanted = edit.apply(before);
            if (wanted.filter(history -> !history.realm().equals(peer)).isPresent()) {
                throw new IllegalArgumentException("these are not documents of " + peer);
            }
            documents.put(session, peer, before, wanted);
            ChangeTable.add(session, changes, Stamp.now(clock, ACTOR));
            if (wanted.isEmpty()) {
                documents.settle(session, peer);
            }
            return wanted;
        });
        hub.changed(changes);
        return after;
    }

    @Override
    public Optional<Contradiction> contradiction(RealmName peer) {
        return database.read(session -> documents.contradiction(session, other(peer)));
    }

    @Override
    public void contradicted(RealmName peer, Contradiction contradiction) {
        announced(peer, session -> documents.contradicted(session, other(peer), contradiction));
    }

    @Override
    public void settle(RealmName peer) {
        announced(peer, session -> documents.settle(session, other(peer)));
    }

    private void announced(RealmName peer, Consumer<SqlSession> edit) {
        Set<Change> changes = Set.of(Change.ofDocuments(peer));
        database.writeOnly(session -> {
            edit.accept(session);
            ChangeTable.add(session, changes, Stamp.now(clock, ACTOR));
        });
        hub.changed(changes);
    }

    private RealmName other(RealmName peer) {
        if (peer.equals(own)) {
            throw new IllegalArgumentException("this realm is no peer of its own");
        }
        return peer;
    }
}
