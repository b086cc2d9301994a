package org.hanse.kdc.realm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Adds many principals: a batch is one transaction, its keys are derived on all cores before. A bad line leaves the good
 * ones of its batch alone. {@code krbtgt} names of two realms become {@linkplain Trusts trusts}. Of one thread.
 */
public final class PrincipalImport {
    /** Good for throughput, and short enough that a server next to us never waits long for the store. */
    public static final int BATCH = 250;

    private final RealmName realm;
    private final PrincipalStore store;
    private final PrincipalKeys keys;
    private final TrustImport trusts;
    private final List<EncType> etypes;
    private final String actor;

    /** @param etypes what passwords and random keys are made for */
    public PrincipalImport(
            RealmName realm, PrincipalStore store, Trusts trusts, KeyMaker maker, List<EncType> etypes, String actor) {
        this.realm = realm;
        this.store = store;
        this.keys = new PrincipalKeys(realm, store, maker, actor);
        this.trusts = new TrustImport(realm, trusts, maker, etypes);
        this.etypes = List.copyOf(etypes);
        this.actor = actor;
    }

    /** One principal of the file. {@code krbtgt/THIS@PEER} is the only name of another realm that is taken. */
    public record Line(long number, Principal principal, KeySource source, DraftEdit edit) {}

    /**
     * @param update whether a principal that is there gets new keys and changes; otherwise it is a bad line
     * @return what is wrong, by line number, in order; all other lines are in the store now
     */
    public Map<Long, String> batch(List<Line> lines, boolean update) throws RealmFailure {
        Map<Long, String> bad = new LinkedHashMap<>();
        List<Line> principals = new ArrayList<>();
        for (Line line : lines) {
            if (isOfTrust(line.principal())) {
                noting(line, bad, () -> trusts.add(line));
            } else {
                principals.add(line);
            }
        }
        List<Prepared> prepared =
                principals.parallelStream().map(this::prepared).toList();
        Writing.write(store, actor, changes -> {
            for (Prepared one : prepared) {
                noting(one.line, bad, () -> put(changes, one, update));
            }
            return lines.size();
        });
        return bad;
    }

    /** A line with its keys, made outside the transaction. */
    private record Prepared(Line line, PrincipalKeys.Made made) {}

    private Prepared prepared(Line line) {
        return new Prepared(line, keys.make(line.principal().name(), line.source(), etypes));
    }

    private void put(PrincipalChanges changes, Prepared one, boolean update) throws RealmFailure {
        PrincipalName name = Naming.local(one.line.principal().toString(), realm);
        if (!name.isKrbtgt()) {
            Naming.checkFree(name);
        }
        Optional<PrincipalEntry> found = changes.find(name);
        if (found.isEmpty()) {
            changes.add(Principals.initial(
                    name, one.made.after(Optional.empty(), changes.leastNewKvno()), one.line.edit()));
        } else if (update) {
            changes.update(found.get(), updated(found.get(), one, changes.leastNewKvno()));
        } else {
            throw RealmFailure.refused(name + " is there already", "import with --update to change it");
        }
    }

    private static PrincipalDraft updated(PrincipalEntry entry, Prepared one, Kvno least) throws RealmFailure {
        // Importing the same file again is no change of keys.
        if (one.line.source() instanceof KeySource.Given given && areThere(given.keys(), entry)) {
            return one.line.edit().apply(PrincipalDraft.from(entry));
        }
        if (entry.has(PrincipalFlag.LOCKDOWN_KEYS)) {
            PrincipalKeys.checkLockdown(entry.name(), one.line.source(), true);
        }
        List<PrincipalKey> keys = new ArrayList<>(one.made.after(PrincipalKeys.newest(entry.keys()), least));
        PrincipalDraft draft = PrincipalDraft.from(entry).withFlags(FlagChanges.renewed(entry, keys));
        if (entry.has(PrincipalFlag.LOCKDOWN_KEYS)) {
            // As everywhere: tickets under the realm's own names go on working.
            keys.addAll(entry.keys());
        }
        return one.line.edit().apply(draft.withKeys(keys));
    }

    private static boolean areThere(List<PrincipalKey> keys, PrincipalEntry entry) {
        return entry.keys().stream()
                .map(key -> key.withMade(Optional.empty()))
                .collect(Collectors.toSet())
                .containsAll(keys);
    }

    private boolean isOfTrust(Principal principal) {
        return principal.name().isKrbtgt() && !principal.equals(Principal.krbtgt(realm, realm));
    }

    /** One line's deed. */
    @FunctionalInterface
    private interface Deed {
        void run() throws RealmFailure;
    }

    private static void noting(Line line, Map<Long, String> bad, Deed deed) {
        try {
            deed.run();
        } catch (RealmFailure | StoreRefusal refused) {
            bad.put(line.number(), String.valueOf(refused.getMessage()));
        }
    }
}
