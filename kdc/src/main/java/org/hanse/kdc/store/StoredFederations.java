package org.hanse.kdc.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.federation.JoinedFederation;

/** The federations that the realm of an open store has joined. */
final class StoredFederations implements FederationStore {
    private final Database database;
    private final FederationTable federations;
    private final ChangeHub hub;
    private final Clock clock;

    StoredFederations(Database database, FederationTable federations, ChangeHub hub, Clock clock) {
        this.database = database;
        this.federations = federations;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Optional<JoinedFederation> find(String name) {
        return database.read(session -> federations.find(session, name));
    }

    @Override
    public List<JoinedFederation> all() {
        return database.read(federations::all);
    }

    private record Outcome(Optional<JoinedFederation> after, Set<Change> changes) {}

    @Override
    public Optional<JoinedFederation> change(
            String name, String actor, UnaryOperator<Optional<JoinedFederation>> edit) {
        Outcome outcome = database.write(session -> {
            Optional<JoinedFederation> before = federations.find(session, name);
            Optional<JoinedFederation> wanted = edit.apply(before);
            if (wanted.filter(one -> !one.name().equals(name)).isPresent()) {
                throw new IllegalArgumentException("a federation does not change its name");
            }
            if (wanted.equals(before)) {
                return new Outcome(before, Set.of());
            }
            Stamp stamp = Stamp.now(clock, actor);
            federations.remove(session, name);
            wanted.ifPresent(one -> federations.put(session, one, stamp));
            Set<Change> changes = Set.of(Change.ofFederation(name));
            ChangeTable.add(session, changes, stamp);
            return new Outcome(wanted, changes);
        });
        hub.changed(outcome.changes());
        return outcome.after();
    }
}
