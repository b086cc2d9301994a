package org.hanse.kdc.federation;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.RealmUrl;

/** Finds peers to talk to: those that are declared, and those that are to hear that they are not any more. Thread-safe. */
final class Contacts {
    private final PeerDocuments documents;
    private final PeerHistories histories;
    private final Clock clock;
    /** Where peers were while they were declared: an operator has typed that, and documents may name another place. */
    private final Map<RealmName, PeerAddress> addresses = new ConcurrentHashMap<>();

    Contacts(PeerDocuments documents, PeerHistories histories, Clock clock) {
        this.documents = documents;
        this.histories = histories;
        this.clock = clock;
    }

    /** Empty while nothing of the peer counts. */
    Optional<Contact> declared(RealmIdentity own, Declaration wish) {
        Optional<PeerAddress> address = documents.address(wish.peer());
        address.ifPresent(known -> addresses.put(wish.peer(), known));
        return documents
                .known(wish.peer())
                .fold(new PeerView.Cases<>(
                        known -> Optional.of(new Contact(own, known.history(), true, address)),
                        unconfirmed -> Optional.of(new Contact(own, unconfirmed.history(), false, address)),
                        refused -> Optional.empty()));
    }

    /** By what is kept of a realm that was declared once; empty if another has its name now, or its document has expired. */
    Optional<Contact> removed(RealmIdentity own, AgreementState state) {
        return histories
                .find(state.parties().peer().name())
                .filter(history ->
                        history.id().hex().equals(state.parties().peer().id()))
                .filter(history -> !history.isStaleAt(clock.instant()))
                .map(history -> new Contact(own, history, false, address(history)));
    }

    private Optional<PeerAddress> address(KeyHistory history) {
        Optional<PeerAddress> last = Optional.ofNullable(addresses.get(history.realm()));
        Endpoints endpoints = history.head().endpoints();
        return last.or(() -> endpoints.urls().stream()
                .findFirst()
                .flatMap(RealmUrl::parse)
                .map(url -> new PeerAddress(url, new HashSet<>(endpoints.tlsKeys()), false)));
    }
}
