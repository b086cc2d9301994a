package org.hanse.kdc.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.agreement.Epoch;
import org.hanse.realmtrust.agreement.Parties;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;

/** The agreements of an open store, and what becomes of the trusts by them. */
final class StoredAgreements implements AgreementStore {
    private final Database database;
    private final AgreementTable agreements;
    private final TrustTable trusts;
    private final MasterKeys masterKeys;
    private final ChangeHub hub;
    private final Clock clock;

    StoredAgreements(Database database, StoreTables tables, MasterKeys masterKeys, ChangeHub hub, Clock clock) {
        this.database = database;
        this.agreements = tables.agreements();
        this.trusts = tables.trusts();
        this.masterKeys = masterKeys;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public List<AgreementState> all() {
        return database.read(agreements::all);
    }

    @Override
    public List<AgreementState> named(RealmName peer) {
        return database.read(session -> agreements.named(session, peer));
    }

    @Override
    public Optional<AgreementState> find(String peerId) {
        return database.read(session -> agreements.find(session, peerId));
    }

    @Override
    public Optional<AgreementState> declared(RealmName peer) {
        return database.read(session -> agreements.declared(session, peer));
    }

    private record Outcome(Step step, Set<Change> changes) {}

    @Override
    public Step change(Parties parties, String actor, Stepper stepper) {
        Outcome outcome = database.write(session -> {
            AgreementState before =
                    agreements.find(session, parties.peer().id()).orElseGet(() -> first(session, parties));
            if (!before.parties().equals(parties)) {
                throw new IllegalArgumentException(
                        "a realm does not change its name: " + before.parties().peer());
            }
            Step step = stepper.step(before, new StoredSealing(session, masterKeys));
            if (step.state().equals(before) && step.keys().isEmpty()) {
                return new Outcome(step, Set.of());
            }
            return new Outcome(step, store(session, before, step, Stamp.now(clock, actor)));
        });
        hub.changed(outcome.changes());
        return outcome.step();
    }

    /** What is not as it was: the servers go on with the agreement, and if the trust has changed, too, answer by it. */
    private Set<Change> store(SqlSession session, AgreementState before, Step step, Stamp stamp) {
        requireOnlyOne(session, step.state());
        agreements.put(session, step.state(), stamp);
        RealmName peer = before.parties().peer().name();
        Set<Change> changes = changeTrust(session, before, step, stamp)
                ? Set.of(Change.ofAgreement(peer), Change.of(peer))
                : Set.of(Change.ofAgreement(peer));
        ChangeTable.add(session, changes, stamp);
        return changes;
    }

    /** The keys of a trust by shared secret have numbers, too. */
    private AgreementState first(SqlSession session, Parties parties) {
        long used = trusts.find(session, parties.peer().name()).stream()
                .flatMap(trust -> Stream.concat(trust.keysIn().stream(), trust.keysOut().stream()))
                .map(TrustKey::kvno)
                .mapToLong(kvno -> kvno.value())
                .max()
                .orElse(0);
        return AgreementState.between(parties).withEpochsAfter(Epoch.of(used));
    }

    private void requireOnlyOne(SqlSession session, AgreementState state) {
        RealmName peer = state.parties().peer().name();
        boolean another = state.own().declared()
                && agreements
                        .declared(session, peer)
                        .filter(other -> !other.parties().equals(state.parties()))
                        .isPresent();
        if (another) {
            throw new IllegalArgumentException(
                    "another realm of the name " + peer + " is declared; remove that one first");
        }
    }

    /** Whether anything is different. */
    private boolean changeTrust(SqlSession session, AgreementState before, Step step, Stamp stamp) {
        AgreementState state = step.state();
        RealmName peer = state.parties().peer().name();
        if (!state.own().declared()) {
            return before.own().declared() && trusts.remove(session, peer);
        }
        Optional<Trust> found = trusts.find(session, peer);
        Trust trust = AgreedTrust.after(before, found, step);
        if (found.equals(Optional.of(trust))) {
            return false;
        }
        trusts.put(session, trust, stamp);
        return true;
    }

    /** In a store that comes from a backup. */
    void restored(SqlSession session) {
        Stamp stamp = Stamp.now(clock, "restore");
        for (AgreementState state : agreements.all(session)) {
            agreements.put(session, state.fromBackup(), stamp);
            if (state.own().declared()) {
                trusts.find(session, state.parties().peer().name())
                        .ifPresent(trust -> trusts.put(session, AgreedTrust.notIssuing(trust), stamp));
            }
        }
    }

    /** In a copy that goes into a backup: the secrets of an unfinished agreement are nobody's later. */
    static void clearPending(Path copy) {
        Path folder = copy.toAbsolutePath().getParent();
        Path name = copy.getFileName();
        if (folder == null || name == null) {
            throw new IllegalArgumentException("a copy is a file in a folder");
        }
        try (Database database = Database.open(folder, name.toString())) {
            database.writeOnly(session -> session.update("UPDATE agreements SET pending = NULL"));
        }
    }
}
