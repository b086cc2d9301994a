package org.hanse.kdc.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.introduction.SignedIntroduction;
import org.hanse.realmtrust.introduction.Terms;
import org.hanse.realmtrust.introduction.Wish;

/** What {@link WatchedPrincipals} is for principals, for introductions. */
final class WatchedIntroductions implements IntroductionStore {
    private final IntroductionStore store;
    private final PrincipalStore principals;
    private final Authority authority;
    private final Ledger ledger;

    WatchedIntroductions(IntroductionStore store, PrincipalStore principals, Authority authority, Ledger ledger) {
        this.store = store;
        this.principals = principals;
        this.authority = authority;
        this.ledger = ledger;
    }

    @Override
    public Terms terms(RealmName peer) {
        return store.terms(peer);
    }

    @Override
    public List<Terms> allTerms() {
        return store.allTerms();
    }

    @Override
    public Terms change(RealmName peer, String actor, UnaryOperator<Terms> edit) {
        Ledger noted = new Ledger();
        Terms after = store.change(peer, actor, found -> {
            authority.confirm(principals::find);
            Terms wanted = edit.apply(found);
            noted.note("introductions " + peer, Optional.of(found), Optional.of(wanted));
            return wanted;
        });
        ledger.addAll(noted);
        return after;
    }

    @Override
    public List<Wish> wishes() {
        return store.wishes();
    }

    @Override
    public Optional<Wish> changeWish(RealmName peer, String actor, UnaryOperator<Optional<Wish>> edit) {
        Ledger noted = new Ledger();
        Optional<Wish> after = store.changeWish(peer, actor, found -> {
            authority.confirm(principals::find);
            Optional<Wish> wanted = edit.apply(found);
            noted.note("introduction to " + peer, found, wanted);
            return wanted;
        });
        ledger.addAll(noted);
        return after;
    }

    @Override
    public Optional<SignedIntroduction> find(RealmName introducer, RealmName peer) {
        return store.find(introducer, peer);
    }

    @Override
    public List<Kept> all() {
        return store.all();
    }

    @Override
    public boolean keep(RealmName peer, SignedIntroduction introduction, String actor) {
        authority.confirm(principals::find);
        return store.keep(peer, introduction, actor);
    }
}
