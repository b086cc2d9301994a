package org.hanse.kdc.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** The principals of an open store, for operators. */
final class StoredPrincipals implements PrincipalStore {
    private static final int PAGE = 1000;

    private final Database database;
    private final StoreTables tables;
    private final ChangeHub hub;
    private final RealmName realm;
    private final Clock clock;
    private final SecureRandom random;

    StoredPrincipals(
            Database database, StoreTables tables, ChangeHub hub, RealmName realm, Clock clock, SecureRandom random) {
        this.database = database;
        this.tables = tables;
        this.hub = hub;
        this.realm = realm;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName name) {
        return database.read(session -> tables.principals().find(session, name));
    }

    @Override
    public Optional<Tombstone> tombstone(PrincipalName name) {
        return database.read(session -> tables.names().find(session, name)).flatMap(NameTable.Entry::tombstone);
    }

    @Override
    public long count() {
        return database.read(tables.names()::count);
    }

    /** The glob is matched here and not by the database, so that every engine and the policy rules agree on what it means. */
    @Override
    public List<PrincipalName> names(PrincipalGlob glob, Optional<PrincipalName> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has one name or more");
        }
        return database.read(session -> {
            List<PrincipalName> matching = new ArrayList<>();
            String last = after.map(PrincipalName::toString).orElse("");
            List<PrincipalName> page;
            do {
                page = tables.names().page(session, last, PAGE);
                for (PrincipalName name : page) {
                    if (matching.size() < limit && glob.matches(new Principal(name, realm))) {
                        matching.add(name);
                    }
                    last = name.toString();
                }
            } while (page.size() == PAGE && matching.size() < limit);
            return matching;
        });
    }

    @Override
    public Optional<Policy> policy(String name) {
        return database.read(session -> tables.policies().find(session, name));
    }

    @Override
    public List<Policy> policies() {
        return database.read(tables.policies()::all);
    }

    @Override
    public <T> T write(String actor, Function<PrincipalChanges, T> work) {
        record Written<R>(R result, Set<Change> changes) {}
        Written<T> written = database.write(session -> {
            // Read inside the transaction: the feed's times go up with its numbers.
            Stamp stamp = Stamp.now(clock, actor);
            PrincipalTransaction transaction = new PrincipalTransaction(session, tables, random, stamp);
            try {
                T result = work.apply(transaction);
                Set<Change> changes = transaction.finish();
                ChangeTable.add(session, changes, stamp);
                return new Written<>(result, changes);
            } finally {
                transaction.finish();
            }
        });
        hub.changed(written.changes());
        return written.result();
    }
}
