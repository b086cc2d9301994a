package org.hanse.kdc.realm;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Whom {@code admin.acl} lets do all that keeps a realm. Lines that give less, or only for some targets, make nobody an administrator,
 * as far as it matters here: who could give rights back.
 */
public final class Administrators {
    private static final Set<Right> ALL =
            Set.of(Right.ADD, Right.DELETE, Right.MODIFY, Right.CHANGE_KEYS, Right.INQUIRE, Right.LIST);

    private final RealmName realm;
    private final AccessList list;

    public Administrators(RealmName realm, AccessList list) {
        this.realm = realm;
        this.list = list;
    }

    /** Whether this is an administrator and the store has no other. */
    boolean isLast(PrincipalName name, PrincipalStore store) {
        return includes(name) && others(name, store).isEmpty();
    }

    private Set<String> others(PrincipalName name, PrincipalStore store) {
        Set<String> others = new TreeSet<>();
        for (PrincipalGlob glob : list.clients()) {
            store.forEachName(glob, other -> {
                // kadmin/admin is a service, though "*/admin" matches it.
                if (!other.equals(name) && !Naming.isReserved(other) && includes(other)) {
                    others.add(other.toString());
                }
            });
        }
        return others;
    }

    private boolean includes(PrincipalName name) {
        return list.grant(new Principal(name, realm), Optional.empty()).rights().containsAll(ALL);
    }
}
