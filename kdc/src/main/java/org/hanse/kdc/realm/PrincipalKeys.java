package org.hanse.kdc.realm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Principals' keys by kvno: a number is never used twice for one name, the newest proves and seals, older ones only open
 * tickets. Thread-safe.
 */
public final class PrincipalKeys {
    private final RealmName realm;
    private final PrincipalStore store;
    private final KeyMaker maker;
    private final String actor;

    PrincipalKeys(RealmName realm, PrincipalStore store, KeyMaker maker, String actor) {
        this.realm = realm;
        this.store = store;
        this.maker = maker;
        this.actor = actor;
    }

    /** Keys made before the transaction that will number them. */
    @FunctionalInterface
    interface Made {
        /**
         * @param last the highest kvno that the name ever had; empty for a new name
         * @param least of the store: see {@link PrincipalChanges#leastNewKvno()}
         */
        List<PrincipalKey> after(Optional<Kvno> last, Kvno least) throws RealmFailure;
    }

    Made make(PrincipalName name, KeySource source, List<EncType> etypes) {
        if (source instanceof KeySource.Given given) {
            return (last, least) -> checked(name, given.keys(), last);
        }
        KeyMaker.Fresh fresh = source instanceof KeySource.Password password
                ? maker.fromPassword(new Principal(name, realm), password.password(), etypes)
                : maker.random(etypes);
        return (last, least) -> fresh.at(next(name, last, least));
    }

    /**
     * New keys under the next kvno.
     *
     * @param etypes which; empty means those that the newest keys have
     * @param keepOld whether older keys stay, to open tickets that are out
     */
    public PrincipalEntry renew(PrincipalName name, KeySource source, List<EncType> etypes, boolean keepOld)
            throws RealmFailure {
        PrincipalEntry before = get(store.find(name), name);
        if (before.has(PrincipalFlag.LOCKDOWN_KEYS)) {
            checkLockdown(name, source, keepOld);
        }
        List<EncType> wanted = etypes.isEmpty()
                ? before.currentKeys().stream().map(PrincipalKey::etype).toList()
                : etypes;
        Made made = make(before.name(), source, wanted);
        return Writing.write(store, actor, changes -> {
            PrincipalEntry entry = get(changes.find(name), name);
            List<PrincipalKey> keys = new ArrayList<>(made.after(newest(entry.keys()), changes.leastNewKvno()));
            PrincipalDraft draft = PrincipalDraft.from(entry).withFlags(FlagChanges.renewed(entry, keys));
            if (keepOld) {
                keys.addAll(entry.keys());
            }
            return changes.update(entry, draft.withKeys(keys));
        });
    }

    /** As kadmin has it, such a principal may get random keys and no others. */
    static void checkLockdown(PrincipalName name, KeySource source, boolean keepOld) throws RealmFailure {
        if (source instanceof KeySource.Password) {
            throw RealmFailure.refused(
                    "the keys of " + name + " are under lockdown_keys and are not made from a password",
                    "give --random-key --keep-old");
        }
        if (!keepOld) {
            throw RealmFailure.refused(
                    "without the old key, tickets under " + name + " that are out would stop working",
                    "give --keep-old");
        }
    }

    /**
     * Forgets old keys.
     *
     * @param oldest the oldest kvno to keep; empty keeps the newest alone
     * @return how many keys went
     */
    public int purge(PrincipalName name, Optional<Kvno> oldest) throws RealmFailure {
        get(store.find(name), name);
        return Writing.write(store, actor, changes -> {
            PrincipalEntry entry = get(changes.find(name), name);
            Kvno newest = newest(entry.keys()).orElse(Kvno.FIRST);
            Kvno bound = oldest.orElse(newest);
            if (bound.compareTo(newest) > 0) {
                throw RealmFailure.refused(
                        name + " has no key of kvno " + bound + " or later, its newest is " + newest,
                        "keep " + newest + " or an earlier one");
            }
            List<PrincipalKey> kept = entry.keys().stream()
                    .filter(key -> key.kvno().compareTo(bound) >= 0)
                    .toList();
            if (kept.size() < entry.keys().size()) {
                changes.update(entry, PrincipalDraft.from(entry).withKeys(kept));
            }
            return entry.keys().size() - kept.size();
        });
    }

    /** The kvno of new keys. */
    static Kvno next(PrincipalName name, List<PrincipalKey> present, Kvno least) throws RealmFailure {
        return next(name, newest(present), least);
    }

    private static Kvno next(PrincipalName name, Optional<Kvno> last, Kvno least) throws RealmFailure {
        if (last.equals(Optional.of(Kvno.LAST))) {
            throw RealmFailure.refused(
                    name + " has the highest kvno that there is", "add it anew, under a name that nobody had");
        }
        Kvno next = last.map(Kvno::next).orElse(Kvno.FIRST);
        return next.compareTo(least) < 0 ? least : next;
    }

    static Optional<Kvno> newest(List<PrincipalKey> keys) {
        return keys.stream().map(PrincipalKey::kvno).max(Comparator.naturalOrder());
    }

    /** Keys that were brought along must not take a kvno that another key of this name had. */
    private static List<PrincipalKey> checked(PrincipalName name, List<PrincipalKey> keys, Optional<Kvno> last)
            throws RealmFailure {
        Optional<Kvno> oldest = keys.stream().map(PrincipalKey::kvno).min(Comparator.naturalOrder());
        if (oldest.isPresent() && last.isPresent() && oldest.get().compareTo(last.get()) <= 0) {
            throw RealmFailure.refused(
                    name + " had a key of kvno " + last.get() + " already", "number the new keys higher");
        }
        return keys;
    }

    private PrincipalEntry get(Optional<PrincipalEntry> found, PrincipalName name) throws RealmFailure {
        if (found.isEmpty()) {
            throw Principals.missing(store, name, realm);
        }
        return found.get();
    }
}
