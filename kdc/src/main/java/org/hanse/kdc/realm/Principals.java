package org.hanse.kdc.realm;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * The life of principals: add, change, rename, delete. Their keys are the matter of {@link PrincipalKeys}. Thread-safe.
 * Every method may also throw the store's {@code StoreFault} and {@code StoreRefusal}, whose messages are for people.
 */
public final class Principals {
    private final RealmName realm;
    private final PrincipalStore store;
    private final PrincipalKeys keys;
    private final String actor;

    /** @param actor who asks for changes, as text for people */
    public Principals(RealmName realm, PrincipalStore store, KeyMaker maker, String actor) {
        this.realm = realm;
        this.store = store;
        this.keys = new PrincipalKeys(realm, store, maker, actor);
        this.actor = actor;
    }

    public PrincipalKeys keys() {
        return keys;
    }

    /** Reads a name of this realm; see {@link Naming#local}. */
    public PrincipalName name(String text) throws RealmFailure {
        return Naming.local(text, realm);
    }

    /**
     * Adds a principal with the flags of {@link FlagChanges}, then {@code edit}. Its kvno is 1, or goes on after that of the
     * last one who had the name.
     *
     * @param newPerson takes a name that was deleted for somebody else; otherwise such a name is refused
     */
    public PrincipalEntry add(
            PrincipalName name, KeySource source, List<EncType> etypes, DraftEdit edit, boolean newPerson)
            throws RealmFailure {
        Naming.checkFree(name);
        if (store.find(name).isPresent()) {
            throw RealmFailure.refused(
                    name + "@" + realm + " is there already", "choose another name, or use hanse principal modify");
        }
        Optional<Tombstone> earlier = store.tombstone(name);
        if (earlier.isPresent() && !newPerson) {
            throw nameWasInUse(earlier.get());
        }
        PrincipalKeys.Made made = keys.make(name, source, etypes);
        return Writing.write(store, actor, changes -> {
            Optional<Tombstone> before = changes.tombstone(name);
            PrincipalDraft draft =
                    initial(name, made.after(before.map(Tombstone::lastKvno), changes.leastNewKvno()), edit);
            return before.isPresent() && newPerson ? changes.addNewPerson(draft) : changes.add(draft);
        });
    }

    /** The draft that {@link #add} and an import start from. */
    static PrincipalDraft initial(PrincipalName name, List<PrincipalKey> keys, DraftEdit edit) throws RealmFailure {
        return edit.apply(PrincipalDraft.of(name, keys).withFlags(FlagChanges.initial(name, keys)));
    }

    /** By canonical name or alias. */
    public PrincipalEntry get(PrincipalName name) throws RealmFailure {
        Optional<PrincipalEntry> found = store.find(name);
        return found.isPresent() ? found.get() : missing(name);
    }

    public long count() {
        return store.count();
    }

    /** All canonical names that match, in order. */
    public void forEachName(PrincipalGlob glob, Consumer<PrincipalName> each) {
        store.forEachName(glob, each);
    }

    public PrincipalEntry modify(PrincipalName name, DraftEdit edit) throws RealmFailure {
        get(name);
        return Writing.write(store, actor, changes -> {
            PrincipalEntry entry = seen(changes.find(name), name);
            return changes.update(entry, edit.apply(PrincipalDraft.from(entry)));
        });
    }

    /** @param administrators of whom one must stay, under the name that admin.acl has */
    public PrincipalEntry rename(PrincipalName name, PrincipalName newName, Administrators administrators)
            throws RealmFailure {
        Naming.checkFree(newName);
        checkNotVital(get(name), "renamed");
        return Writing.write(store, actor, changes -> {
            PrincipalEntry entry = seen(changes.find(name), name);
            checkNotLast(entry, administrators);
            return changes.rename(entry, newName);
        });
    }

    public PrincipalEntry alias(PrincipalName name, PrincipalName alias) throws RealmFailure {
        Naming.checkFree(alias);
        checkNotVital(get(name), "given an alias");
        return Writing.write(store, actor, changes -> changes.addAlias(seen(changes.find(name), name), alias));
    }

    /** Frees an alias. */
    public PrincipalEntry removeAlias(PrincipalName name, PrincipalName alias) throws RealmFailure {
        get(name);
        return Writing.write(store, actor, changes -> changes.removeAlias(seen(changes.find(name), name), alias));
    }

    /** @param administrators of whom one must stay */
    public Tombstone delete(PrincipalName name, Administrators administrators) throws RealmFailure {
        PrincipalEntry entry = get(name);
        checkNotVital(entry, "deleted");
        if (!entry.name().equals(name)) {
            throw RealmFailure.refused(
                    name + " is an alias of " + entry.name(),
                    "delete " + entry.name() + ", or free the alias with hanse principal alias --remove");
        }
        return Writing.write(store, actor, changes -> {
            PrincipalEntry found = seen(changes.find(name), name);
            checkNotLast(found, administrators);
            return changes.delete(found);
        });
    }

    /** Within the transaction: of the last two, each could be taken away by the other at the same moment. */
    private void checkNotLast(PrincipalEntry entry, Administrators administrators) throws RealmFailure {
        if (administrators.isLast(entry.name(), store)) {
            throw RealmFailure.refused(
                    entry.name() + " is the last that admin.acl gives all rights",
                    "first add another administrator and a line for it");
        }
    }

    public PrincipalEntry undelete(PrincipalName name) throws RealmFailure {
        if (store.find(name).isPresent()) {
            throw RealmFailure.refused(name + "@" + realm + " is not deleted", "nothing is to be done");
        }
        if (store.tombstone(name).isEmpty()) {
            return missing(name);
        }
        return Writing.write(store, actor, changes -> changes.undelete(name));
    }

    private PrincipalEntry seen(Optional<PrincipalEntry> found, PrincipalName name) throws RealmFailure {
        return found.isPresent() ? found.get() : missing(name);
    }

    private PrincipalEntry missing(PrincipalName name) throws RealmFailure {
        throw missing(store, name, realm);
    }

    static RealmFailure missing(PrincipalStore store, PrincipalName name, RealmName realm) {
        Optional<Tombstone> tombstone = store.tombstone(name);
        if (tombstone.isPresent() && tombstone.get().kind() == Tombstone.Kind.DELETED) {
            return RealmFailure.refused(
                    name + "@" + realm + " was deleted at " + tombstone.get().since(),
                    "hanse principal undelete " + name + " brings it back");
        }
        return RealmFailure.refused(
                "there is no principal " + name + "@" + realm, "hanse principal list shows those that are");
    }

    static RealmFailure nameWasInUse(Tombstone earlier) {
        boolean deleted = earlier.kind() == Tombstone.Kind.DELETED;
        return RealmFailure.refused(
                earlier.name() + (deleted ? " was deleted at " : " was the name of another until ") + earlier.since()
                        + " and access lists may still hold it",
                deleted
                        ? "hanse principal undelete brings it back, --new-person gives the name to somebody else"
                        : "choose another name, or give this one to somebody else with --new-person");
    }

    private static void checkNotVital(PrincipalEntry entry, String deed) throws RealmFailure {
        if (Naming.isReserved(entry.name())) {
            throw RealmFailure.refused(
                    entry.name() + " cannot be " + deed, "leave it, the realm does not work without it");
        }
        if (entry.has(PrincipalFlag.LOCKDOWN_KEYS)) {
            throw RealmFailure.refused(
                    entry.name() + " is under lockdown_keys and cannot be " + deed,
                    "clear the flag first on the home, with hanse principal modify --flag -lockdown_keys");
        }
    }
}
