package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.introduction.IntroductionStore.Kept;
import org.hanse.realmtrust.introduction.SignedIntroduction;
import org.hanse.realmtrust.introduction.Terms;
import org.hanse.realmtrust.introduction.Wish;
import org.hanse.realmtrust.trust.TrustDirection;

/** The tables {@code introduction_terms}, {@code introduction_wishes} and {@code introductions}. */
final class IntroductionTable {
    private static final String TERMS = "SELECT peer, accepts, passes FROM introduction_terms";
    private static final String WISHES = "SELECT peer, introducer, since, problem FROM introduction_wishes";
    private static final String KEPT = "SELECT peer, signed FROM introductions";

    List<Terms> allTerms(SqlSession session) {
        return session.list(TERMS + " ORDER BY peer", IntroductionTable::terms);
    }

    Terms terms(SqlSession session, RealmName peer) {
        return session.first(TERMS + " WHERE peer = ?", IntroductionTable::terms, peer)
                .orElseGet(() -> Terms.none(peer));
    }

    void put(SqlSession session, Terms terms, Stamp stamp) {
        session.update("DELETE FROM introduction_terms WHERE peer = ?", terms.peer());
        if (!terms.equals(Terms.none(terms.peer()))) {
            session.update(
                    "INSERT INTO introduction_terms (peer, accepts, passes, modified, modified_by) VALUES (?, ?, ?, ?, ?)",
                    terms.peer(),
                    terms.accepts().map(TrustDirection::word),
                    terms.passes(),
                    stamp.at(),
                    stamp.actor());
        }
    }

    List<Wish> wishes(SqlSession session) {
        return session.list(WISHES + " ORDER BY peer", IntroductionTable::wish);
    }

    Optional<Wish> wish(SqlSession session, RealmName peer) {
        return session.first(WISHES + " WHERE peer = ?", IntroductionTable::wish, peer);
    }

    void removeWish(SqlSession session, RealmName peer) {
        session.update("DELETE FROM introduction_wishes WHERE peer = ?", peer);
    }

    void put(SqlSession session, Wish wish, Stamp stamp) {
        session.update(
                "INSERT INTO introduction_wishes (peer, introducer, since, problem, modified, modified_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                wish.peer(),
                wish.introducer(),
                wish.since(),
                wish.problem(),
                stamp.at(),
                stamp.actor());
    }

    List<Kept> all(SqlSession session) {
        return session.list(KEPT + " ORDER BY introducer, peer", IntroductionTable::kept);
    }

    Optional<SignedIntroduction> find(SqlSession session, RealmName introducer, RealmName peer) {
        return session.first(KEPT + " WHERE introducer = ? AND peer = ?", IntroductionTable::kept, introducer, peer)
                .map(Kept::introduction);
    }

    void put(SqlSession session, RealmName peer, SignedIntroduction introduction, Stamp stamp) {
        RealmName introducer = introduction.introduction().introducer().realm();
        session.update("DELETE FROM introductions WHERE introducer = ? AND peer = ?", introducer, peer);
        session.update(
                "INSERT INTO introductions (introducer, peer, signed, modified, modified_by) VALUES (?, ?, ?, ?, ?)",
                introducer,
                peer,
                introduction.encoded(),
                stamp.at(),
                stamp.actor());
    }

    private static Terms terms(Row row) throws SQLException {
        return new Terms(
                RealmName.of(row.text("peer")),
                row.optionalText("accepts").map(word -> TrustDirection.valueOf(word.toUpperCase(Locale.ROOT))),
                row.flag("passes"));
    }

    private static Wish wish(Row row) throws SQLException {
        return new Wish(
                RealmName.of(row.text("peer")),
                RealmName.of(row.text("introducer")),
                row.time("since"),
                row.optionalText("problem"));
    }

    private static Kept kept(Row row) throws SQLException {
        try {
            return new Kept(RealmName.of(row.text("peer")), SignedIntroduction.read(row.octets("signed")));
        } catch (DocumentFault fault) {
            throw new StoreFault("an introduction in store.db is damaged; restore it from a backup", fault);
        }
    }
}
