package org.hanse.kdc.admin;

import java.util.Optional;
import org.hanse.kdc.admin.operation.PrincipalView;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalChanges;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.Tombstone;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** A transaction whose changes are noted, before and after, without keys. What the store refuses is not noted. */
final class NotedChanges implements PrincipalChanges {
    private final PrincipalChanges changes;
    private final RealmName realm;
    private final Ledger ledger;

    NotedChanges(PrincipalChanges changes, RealmName realm, Ledger ledger) {
        this.changes = changes;
        this.realm = realm;
        this.ledger = ledger;
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName name) {
        return changes.find(name);
    }

    @Override
    public Optional<Tombstone> tombstone(PrincipalName name) {
        return changes.tombstone(name);
    }

    @Override
    public Optional<Policy> policy(String name) {
        return changes.policy(name);
    }

    @Override
    public Kvno leastNewKvno() {
        return changes.leastNewKvno();
    }

    @Override
    public PrincipalEntry add(PrincipalDraft draft) {
        return noted(Optional.empty(), changes.add(draft));
    }

    @Override
    public PrincipalEntry addNewPerson(PrincipalDraft draft) {
        return noted(Optional.empty(), changes.addNewPerson(draft));
    }

    @Override
    public PrincipalEntry update(PrincipalEntry seen, PrincipalDraft wanted) {
        if (seen.has(PrincipalFlag.LOCKDOWN_KEYS) && !wanted.flags().contains(PrincipalFlag.LOCKDOWN_KEYS)) {
            // As with MIT's kadmind: else who may modify could soon rename, delete and take keys out.
            throw new AdminFault.Carrier(new AdminFault(
                    RefusalCode.REFUSED,
                    full(seen) + " is under lockdown_keys, which is not cleared over the network",
                    "do it on the home"));
        }
        return noted(Optional.of(seen), changes.update(seen, wanted));
    }

    @Override
    public PrincipalEntry rename(PrincipalEntry seen, PrincipalName newName) {
        return noted(Optional.of(seen), changes.rename(seen, newName));
    }

    @Override
    public PrincipalEntry addAlias(PrincipalEntry seen, PrincipalName alias) {
        return noted(Optional.of(seen), changes.addAlias(seen, alias));
    }

    @Override
    public PrincipalEntry removeAlias(PrincipalEntry seen, PrincipalName alias) {
        return noted(Optional.of(seen), changes.removeAlias(seen, alias));
    }

    @Override
    public Tombstone delete(PrincipalEntry seen) {
        Tombstone tombstone = changes.delete(seen);
        ledger.note(full(seen), Optional.of(view(seen)), Optional.empty());
        return tombstone;
    }

    @Override
    public PrincipalEntry undelete(PrincipalName name) {
        return noted(Optional.empty(), changes.undelete(name));
    }

    @Override
    public void putPolicy(Policy policy) {
        Optional<Policy> before = changes.policy(policy.name());
        changes.putPolicy(policy);
        ledger.note("policy " + policy.name(), before, Optional.of(policy));
    }

    @Override
    public void removePolicy(String name) {
        Optional<Policy> before = changes.policy(name);
        changes.removePolicy(name);
        ledger.note("policy " + name, before, Optional.empty());
    }

    private PrincipalEntry noted(Optional<PrincipalEntry> before, PrincipalEntry after) {
        ledger.note(full(before.orElse(after)), before.map(this::view), Optional.of(view(after)));
        return after;
    }

    private PrincipalView view(PrincipalEntry entry) {
        return PrincipalView.of(entry, realm);
    }

    private String full(PrincipalEntry entry) {
        return entry.name() + "@" + realm;
    }
}
