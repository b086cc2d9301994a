package org.hanse.kdc.realm;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;

/** Takes principals' newest keys out for a keytab, as they are or new ones. The caller writes the file. */
public final class KeytabExport {
    private final RealmName realm;
    private final Principals principals;
    private final Clock clock;

    public KeytabExport(RealmName realm, Principals principals, Clock clock) {
        this.realm = realm;
        this.principals = principals;
        this.clock = clock;
    }

    /**
     * @param names canonical or aliases; the keytab names each as it was asked for, as services look for that name
     * @param rekey new random keys first; older ones stay in the store, for tickets that are out
     * @throws RealmFailure if a name is unknown or its keys may not leave the realm; nothing is changed then
     */
    public List<KeytabEntry> keys(List<PrincipalName> names, boolean rekey) throws RealmFailure {
        for (PrincipalName name : names) {
            checkMayLeave(principals.get(name));
        }
        List<KeytabEntry> entries = new ArrayList<>();
        Set<SubjectId> renewed = new HashSet<>();
        for (PrincipalName name : names) {
            // One principal under two of its names gets one new key.
            PrincipalEntry entry = rekey && renewed.add(principals.get(name).subjectId())
                    ? principals.keys().renew(name, new KeySource.Random(), List.of(), true)
                    : principals.get(name);
            for (PrincipalKey key : entry.currentKeys()) {
                entries.add(new KeytabEntry(
                        new Principal(name, realm),
                        clock.instant(),
                        key.kvno(),
                        key.key().toEncryptionKey()));
            }
        }
        return entries;
    }

    private static void checkMayLeave(PrincipalEntry entry) throws RealmFailure {
        if (entry.has(PrincipalFlag.LOCKDOWN_KEYS)) {
            throw RealmFailure.refused(
                    "the keys of " + entry.name() + " are under lockdown_keys and do not leave the realm",
                    "if they must, clear the flag first on the home, with hanse principal modify --flag -lockdown_keys");
        }
    }
}
