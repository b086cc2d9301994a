package org.hanse.kdc.realm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalStore;

/** Policies: named limits that principals share. So far of ticket lifetimes. Thread-safe. */
public final class Policies {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_. -]{0,127}");

    private final PrincipalStore store;
    private final String actor;

    public Policies(PrincipalStore store, String actor) {
        this.store = store;
        this.actor = actor;
    }

    public Policy add(String name, Optional<Duration> maxLife, Optional<Duration> maxRenew) throws RealmFailure {
        if (!NAME.matcher(name).matches()) {
            throw RealmFailure.malformed(
                    "that is no policy name", "use letters, digits, spaces and . _ - and at most 128 of them");
        }
        return Writing.write(store, actor, changes -> {
            if (changes.policy(name).isPresent()) {
                throw RealmFailure.refused("policy " + name + " is there already", "use hanse policy modify");
            }
            Policy policy = new Policy(name, maxLife, maxRenew);
            changes.putPolicy(policy);
            return policy;
        });
    }

    /** Changes what is given and leaves the rest. */
    public Policy modify(String name, Optional<Duration> maxLife, Optional<Duration> maxRenew) throws RealmFailure {
        return Writing.write(store, actor, changes -> {
            Policy before = present(changes.policy(name), name);
            Policy policy = new Policy(name, maxLife.or(before::maxLife), maxRenew.or(before::maxRenew));
            changes.putPolicy(policy);
            return policy;
        });
    }

    public Policy get(String name) throws RealmFailure {
        return present(store.policy(name), name);
    }

    public List<Policy> all() {
        return store.policies();
    }

    public void delete(String name) throws RealmFailure {
        get(name);
        Writing.write(store, actor, changes -> {
            changes.removePolicy(name);
            return name;
        });
    }

    private static Policy present(Optional<Policy> found, String name) throws RealmFailure {
        if (found.isEmpty()) {
            throw RealmFailure.refused("there is no policy " + name, "hanse policy list shows those that are");
        }
        return found.get();
    }
}
