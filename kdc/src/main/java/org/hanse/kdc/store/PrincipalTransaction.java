package org.hanse.kdc.store;

import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.kdc.principal.StoreRefusal.Why;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.SubjectId;

/**
 * The changes of one transaction, noted for the change feed. Every method first decides and then writes, so that a refusal
 * leaves nothing half done.
 */
final class PrincipalTransaction implements PrincipalChanges {
    private final SqlSession session;
    private final StoreTables tables;
    private final SecureRandom random;
    private final Stamp stamp;
    private final Set<Change> changes = new LinkedHashSet<>();
    private boolean over;

    PrincipalTransaction(SqlSession session, StoreTables tables, SecureRandom random, Stamp stamp) {
        this.session = session;
        this.tables = tables;
        this.random = random;
        this.stamp = stamp;
    }

    /** Ends the use of this object; what has changed. */
    Set<Change> finish() {
        over = true;
        return changes;
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName name) {
        requireRunning();
        return tables.principals().find(session, name);
    }

    @Override
    public Optional<Tombstone> tombstone(PrincipalName name) {
        requireRunning();
        return tables.names().find(session, name).flatMap(NameTable.Entry::tombstone);
    }

    @Override
    public Optional<Policy> policy(String name) {
        requireRunning();
        return tables.policies().find(session, name);
    }

    @Override
    public Kvno leastNewKvno() {
        requireRunning();
        return RealmMeta.leastKvno(session);
    }

    @Override
    public PrincipalEntry add(PrincipalDraft draft) {
        requireRunning();
        PrincipalDraft wanted = DraftRules.checked(draft, stamp.at());
        requirePolicy(wanted);
        requireFree(wanted.name());
        return insert(wanted);
    }

    @Override
    public PrincipalEntry addNewPerson(PrincipalDraft draft) {
        requireRunning();
        PrincipalDraft wanted = DraftRules.checked(draft, stamp.at());
        requirePolicy(wanted);
        Optional<NameTable.Entry> before = tables.names().find(session, wanted.name());
        if (before.isPresent() && before.get().kind().isInUse()) {
            throw taken(before.get());
        }
        if (before.isPresent()) {
            tables.names().remove(session, wanted.name());
            if (before.get().kind() == NameKind.DELETED) {
                tables.principals().forget(session, before.get().subject());
            }
        }
        return insert(wanted);
    }

    private PrincipalEntry insert(PrincipalDraft wanted) {
        SubjectId subject = SubjectId.random(random);
        tables.principals().add(session, subject, wanted, stamp);
        tables.names().add(session, wanted.name(), subject, NameKind.PRINCIPAL, stamp);
        changes.add(Change.of(wanted.name()));
        return entry(subject, wanted, List.of(), stamp.at(), 1);
    }

    @Override
    public PrincipalEntry update(PrincipalEntry seen, PrincipalDraft draft) {
        requireNewest(seen);
        if (!draft.name().equals(seen.name())) {
            throw new IllegalArgumentException("update does not rename; rename does");
        }
        PrincipalDraft wanted = DraftRules.checked(draft, stamp.at());
        requirePolicy(wanted);
        tables.principals().update(session, seen.subjectId(), wanted);
        // Keys that were not changed are not sealed anew.
        if (!wanted.keys().equals(seen.keys())) {
            tables.principals().replaceKeys(session, seen.subjectId(), wanted);
        }
        touched(seen);
        return entry(seen.subjectId(), wanted, seen.aliases(), seen.created(), seen.version() + 1);
    }

    @Override
    public PrincipalEntry rename(PrincipalEntry seen, PrincipalName newName) {
        requireNewest(seen);
        if (newName.equals(seen.name())) {
            return seen;
        }
        DraftRules.checkName(newName);
        requireFreeFor(newName, seen.subjectId());
        // The old name first: a subject has one canonical name at any time.
        tables.names().change(session, seen.name(), NameKind.RENAMED, lastKvno(seen), stamp);
        give(newName, seen.subjectId(), NameKind.PRINCIPAL);
        touched(seen);
        return find(newName).orElseThrow();
    }

    @Override
    public PrincipalEntry addAlias(PrincipalEntry seen, PrincipalName alias) {
        requireNewest(seen);
        if (seen.aliases().contains(alias)) {
            return seen;
        }
        DraftRules.checkName(alias);
        if (alias.equals(seen.name())) {
            throw new StoreRefusal(Why.NAME_IN_USE, alias + " is the principal's own name; choose another alias");
        }
        requireFreeFor(alias, seen.subjectId());
        give(alias, seen.subjectId(), NameKind.ALIAS);
        touched(seen);
        return find(seen.name()).orElseThrow();
    }

    @Override
    public PrincipalEntry removeAlias(PrincipalEntry seen, PrincipalName alias) {
        requireNewest(seen);
        if (!seen.aliases().contains(alias)) {
            throw new StoreRefusal(
                    Why.NO_SUCH_ALIAS,
                    alias + " is no alias of " + seen.name() + "; see its aliases with principal show");
        }
        tables.names().remove(session, alias);
        touched(seen);
        return find(seen.name()).orElseThrow();
    }

    @Override
    public Tombstone delete(PrincipalEntry seen) {
        requireNewest(seen);
        for (PrincipalName alias : seen.aliases()) {
            tables.names().change(session, alias, NameKind.DELETED_ALIAS, lastKvno(seen), stamp);
        }
        tables.names().change(session, seen.name(), NameKind.DELETED, lastKvno(seen), stamp);
        touched(seen);
        return tombstone(seen.name()).orElseThrow();
    }

    @Override
    public PrincipalEntry undelete(PrincipalName name) {
        requireRunning();
        NameTable.Entry deleted = tables.names()
                .find(session, name)
                .filter(entry -> entry.kind() == NameKind.DELETED)
                .orElseThrow(() -> new StoreRefusal(
                        Why.NOT_DELETED, name + " is not a deleted principal; see what there is with principal list"));
        SubjectId subject = deleted.subject();
        tables.names().change(session, name, NameKind.PRINCIPAL, Optional.empty(), stamp);
        for (PrincipalName alias : tables.names().ofKind(session, subject, NameKind.DELETED_ALIAS)) {
            tables.names().change(session, alias, NameKind.ALIAS, Optional.empty(), stamp);
        }
        tables.principals().touch(session, subject, stamp);
        PrincipalEntry entry = find(name).orElseThrow();
        changed(entry);
        return entry;
    }

    @Override
    public void putPolicy(Policy policy) {
        requireRunning();
        tables.policies().put(session, policy, stamp);
        changes.add(Change.of(policy));
    }

    @Override
    public void removePolicy(String name) {
        Policy policy = policy(name).orElseThrow(() -> unknownPolicy(name));
        long users = tables.policies().users(session, name);
        if (users > 0) {
            throw new StoreRefusal(
                    Why.POLICY_IN_USE,
                    "policy " + name + " has " + users + " principal" + (users == 1 ? "" : "s")
                            + "; give them another policy first");
        }
        tables.policies().remove(session, name);
        changes.add(Change.of(policy));
    }

    private void requireRunning() {
        if (over) {
            throw new IllegalStateException("the transaction is over");
        }
    }

    private void requireNewest(PrincipalEntry seen) {
        requireRunning();
        Optional<PrincipalName> name = tables.names().canonical(session, seen.subjectId());
        if (name.isEmpty()) {
            throw new StoreRefusal(
                    Why.NO_SUCH_PRINCIPAL, "principal " + seen.name() + " does not exist any more; add or undelete it");
        }
        long version = tables.principals().version(session, seen.subjectId()).orElseThrow();
        if (version != seen.version()) {
            throw new StoreRefusal(
                    Why.CHANGED_MEANWHILE, "principal " + name.get() + " was changed by somebody else; try again");
        }
    }

    private void requirePolicy(PrincipalDraft wanted) {
        wanted.policy().filter(name -> policy(name).isEmpty()).ifPresent(name -> {
            throw unknownPolicy(name);
        });
    }

    private void requireFree(PrincipalName name) {
        tables.names().find(session, name).ifPresent(entry -> {
            throw taken(entry);
        });
    }

    /** A principal may have a name again that is its own already: an alias, or a name it had before. */
    private void requireFreeFor(PrincipalName name, SubjectId subject) {
        tables.names()
                .find(session, name)
                .filter(entry -> !entry.subject().equals(subject))
                .ifPresent(entry -> {
                    throw taken(entry);
                });
    }

    private void give(PrincipalName name, SubjectId subject, NameKind kind) {
        if (tables.names().find(session, name).isPresent()) {
            tables.names().change(session, name, kind, Optional.empty(), stamp);
        } else {
            tables.names().add(session, name, subject, kind, stamp);
        }
        changes.add(Change.of(name));
    }

    private void touched(PrincipalEntry seen) {
        tables.principals().touch(session, seen.subjectId(), stamp);
        changed(seen);
    }

    private void changed(PrincipalEntry entry) {
        changes.add(Change.of(entry.name()));
        entry.aliases().forEach(alias -> changes.add(Change.of(alias)));
    }

    private static StoreRefusal taken(NameTable.Entry entry) {
        String name = entry.name().toString();
        return switch (entry.kind()) {
            case PRINCIPAL ->
                new StoreRefusal(
                        Why.NAME_IN_USE, "principal " + name + " exists already; choose another name or modify it");
            case ALIAS ->
                new StoreRefusal(Why.NAME_IN_USE, name + " is an alias of another principal; choose another name");
            case DELETED, DELETED_ALIAS ->
                new StoreRefusal(
                        Why.NAME_WAS_IN_USE,
                        name
                                + " was deleted and its name is kept from reuse; undelete it, or add it with --new-person");
            case RENAMED ->
                new StoreRefusal(
                        Why.NAME_WAS_IN_USE,
                        name
                                + " is the former name of another principal; choose another name, or add it with --new-person");
        };
    }

    private static StoreRefusal unknownPolicy(String name) {
        return new StoreRefusal(Why.NO_SUCH_POLICY, "policy " + name + " does not exist; add it with policy add");
    }

    private static Optional<Kvno> lastKvno(PrincipalEntry entry) {
        return entry.keys().stream().map(key -> key.kvno()).findFirst();
    }

    private PrincipalEntry entry(
            SubjectId subject,
            PrincipalDraft draft,
            List<PrincipalName> aliases,
            java.time.Instant created,
            long version) {
        return new PrincipalEntry(
                subject,
                draft.name(),
                draft.flags(),
                draft.keys(),
                draft.expires(),
                draft.passwordExpires(),
                draft.maxLife(),
                draft.maxRenew(),
                draft.policy(),
                aliases,
                draft.attributes(),
                created,
                stamp.at(),
                version);
    }
}
