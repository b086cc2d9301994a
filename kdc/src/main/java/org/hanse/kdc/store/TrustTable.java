package org.hanse.kdc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;

/** The tables {@code trusts} and {@code trust_lists}, and whole trusts with their keys. */
final class TrustTable {
    private final TrustKeyTable keys;

    TrustTable(TrustKeyTable keys) {
        this.keys = keys;
    }

    Optional<Trust> find(SqlSession session, RealmName peer) {
        return session.first(
                "SELECT direction, state, reason, max_life, allow_forwardable, relay_logins, log_only"
                        + " FROM trusts WHERE peer = ?",
                row -> trust(session, peer, row),
                peer);
    }

    /** In the order of the peers' names. */
    List<Trust> all(SqlSession session) {
        return session.list("SELECT peer FROM trusts ORDER BY peer", row -> RealmName.of(row.text("peer"))).stream()
                .map(peer -> find(session, peer).orElseThrow())
                .toList();
    }

    /** Adds the trust, or replaces the one with its peer. */
    void put(SqlSession session, Trust trust, Stamp stamp) {
        remove(session, trust.peer());
        TrustPolicy policy = trust.policy();
        session.update(
                "INSERT INTO trusts (peer, direction, state, reason, max_life, allow_forwardable, relay_logins,"
                        + " log_only, modified, modified_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                trust.peer(),
                policy.direction().word(),
                trust.state().word(),
                trust.reason(),
                policy.maxLife(),
                policy.allowForwardable(),
                policy.relayLogins(),
                policy.logOnly(),
                stamp.at(),
                stamp.actor());
        addList(session, trust.peer(), "accept_realms", texts(policy.acceptRealms()));
        addList(session, trust.peer(), "transit_to", texts(policy.transitTo()));
        addList(session, trust.peer(), "clients", policy.clients());
        addList(session, trust.peer(), "domains", policy.domains());
        addList(session, trust.peer(), "kdcs", trust.kdcs());
        keys.add(session, trust.peer(), TrustKeyTable.IN, trust.keysIn());
        keys.add(session, trust.peer(), TrustKeyTable.OUT, trust.keysOut());
    }

    /** False if there was none. */
    boolean remove(SqlSession session, RealmName peer) {
        keys.removeAll(session, peer);
        session.update("DELETE FROM trust_lists WHERE peer = ?", peer);
        return session.update("DELETE FROM trusts WHERE peer = ?", peer) > 0;
    }

    private Trust trust(SqlSession session, RealmName peer, Row row) throws SQLException {
        TrustPolicy policy = new TrustPolicy(
                TrustDirection.valueOf(row.text("direction").toUpperCase(Locale.ROOT)),
                realms(list(session, peer, "accept_realms")),
                realms(list(session, peer, "transit_to")),
                list(session, peer, "clients"),
                list(session, peer, "domains"),
                row.optionalDuration("max_life"),
                row.flag("allow_forwardable"),
                row.flag("relay_logins"),
                row.flag("log_only"));
        return new Trust(
                peer,
                policy,
                TrustState.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                row.optionalText("reason"),
                keys.find(session, peer, TrustKeyTable.IN),
                keys.find(session, peer, TrustKeyTable.OUT),
                list(session, peer, "kdcs"));
    }

    private static void addList(SqlSession session, RealmName peer, String list, List<String> contents) {
        for (int i = 0; i < contents.size(); i++) {
            session.update(
                    "INSERT INTO trust_lists (peer, list, position, content) VALUES (?, ?, ?, ?)",
                    peer,
                    list,
                    i,
                    contents.get(i));
        }
    }

    private static List<String> list(SqlSession session, RealmName peer, String list) {
        return session.list(
                "SELECT content FROM trust_lists WHERE peer = ? AND list = ? ORDER BY position",
                row -> row.text("content"),
                peer,
                list);
    }

    private static List<String> texts(Set<RealmName> realms) {
        return realms.stream().sorted().map(RealmName::value).toList();
    }

    private static Set<RealmName> realms(List<String> texts) {
        return texts.stream().map(RealmName::of).collect(Collectors.toSet());
    }
}
