package org.hanse.kdc.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.introduction.SignedIntroduction;
import org.hanse.realmtrust.introduction.Terms;
import org.hanse.realmtrust.introduction.Wish;

/** What an open store knows of introductions. Terms are heard of as changes of the federations: both are looked after in one place. */
final class StoredIntroductions implements IntroductionStore {
    private final Database database;
    private final IntroductionTable introductions;
    private final ChangeHub hub;
    private final Clock clock;

    StoredIntroductions(Database database, IntroductionTable introductions, ChangeHub hub, Clock clock) {
        this.database = database;
        this.introductions = introductions;
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public Terms terms(RealmName peer) {
        return database.read(session -> introductions.terms(session, peer));
    }

    @Override
    public List<Terms> allTerms() {
        return database.read(introductions::allTerms);
    }

    @Override
    public Terms change(RealmName peer, String actor, UnaryOperator<Terms> edit) {
        Set<Change> changes = Set.of(Change.ofFederation(peer.value()));
        Terms after = database.write(session -> {
            Terms before = introductions.terms(session, peer);
            Terms wanted = edit.apply(before);
            if (!wanted.peer().equals(peer)) {
                throw new IllegalArgumentException("terms do not change their peer");
            }
            if (!wanted.equals(before)) {
                Stamp stamp = Stamp.now(clock, actor);
                introductions.put(session, wanted, stamp);
                ChangeTable.add(session, changes, stamp);
            }
            return wanted;
        });
        hub.changed(changes);
        return after;
    }

    @Override
    public List<Wish> wishes() {
        return database.read(introductions::wishes);
    }

    @Override
    public Optional<Wish> changeWish(RealmName peer, String actor, UnaryOperator<Optional<Wish>> edit) {
        Set<Change> changes = Set.of(Change.ofFederation(peer.value()));
        Optional<Wish> after = database.write(session -> {
            Optional<Wish> before = introductions.wish(session, peer);
            Optional<Wish> wanted = edit.apply(before);
            if (wanted.filter(one -> !one.peer().equals(peer)).isPresent()) {
                throw new IllegalArgumentException("a wish does not change its peer");
            }
            if (!wanted.equals(before)) {
                Stamp stamp = Stamp.now(clock, actor);
                introductions.removeWish(session, peer);
                wanted.ifPresent(one -> introductions.put(session, one, stamp));
                ChangeTable.add(session, changes, stamp);
            }
            return wanted;
        });
        hub.changed(changes);
        return after;
    }

    @Override
    public Optional<SignedIntroduction> find(RealmName introducer, RealmName peer) {
        return database.read(session -> introductions.find(session, introducer, peer));
    }

    @Override
    public List<Kept> all() {
        return database.read(introductions::all);
    }

    @Override
    public boolean keep(RealmName peer, SignedIntroduction introduction, String actor) {
        RealmName introducer = introduction.introduction().introducer().realm();
        return database.write(session -> {
            boolean isNewer = introductions
                    .find(session, introducer, peer)
                    .filter(kept -> !kept.introduction()
                            .issued()
                            .isBefore(introduction.introduction().issued()))
                    .isEmpty();
            if (isNewer) {
                introductions.put(session, peer, introduction, Stamp.now(clock, actor));
            }
            return isNewer;
        });
    }
}
