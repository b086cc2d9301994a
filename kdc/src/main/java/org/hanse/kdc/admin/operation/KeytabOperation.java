package org.hanse.kdc.admin.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.realm.KeytabExport;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;

/** Keys on their way to a keytab: the only operation that gives any away. */
public final class KeytabOperation {
    /** Of principals in one request: each may be a transaction of its own. */
    public static final int MOST = 1000;

    private KeytabOperation() {}

    /**
     * @param names at most {@link #MOST}
     * @param keep whether the keys stay as they are; left out, new random ones are made first
     */
    public record Wanted(List<String> names, boolean keep) {
        public Wanted {
            names = List.copyOf(names);
        }
    }

    /** @param principal as it was asked for, with the realm */
    public record Key(String principal, Instant time, long kvno, String enctype, SecretBytes key) {}

    public record Keys(List<Key> keys) {
        public Keys {
            keys = List.copyOf(keys);
        }

        /** For a keytab file. */
        public List<KeytabEntry> entries() {
            return keys.stream()
                    .map(key -> new KeytabEntry(
                            Principal.parse(key.principal()),
                            key.time(),
                            Kvno.of(key.kvno()),
                            new EncryptionKey(EncType.byName(key.enctype()).orElseThrow(), key.key())))
                    .toList();
        }
    }

    public static final Operation<Wanted, Keys> EXPORT = Operation.changing(
            "keytab/export",
            "Take keys out for a keytab.",
            Wanted.class,
            Keys.class,
            KeytabOperation::needs,
            KeytabOperation::in);

    private static List<Need> needs(Wanted asked) {
        List<Need> needs = new ArrayList<>();
        for (String name : asked.names()) {
            needs.add(Need.on(Right.EXTRACT, name));
            if (!asked.keep()) {
                needs.add(Need.on(Right.CHANGE_KEYS, name));
            }
        }
        return needs.isEmpty() ? List.of(Need.of(Right.EXTRACT)) : needs;
    }

    private static Keys in(Office office, Wanted asked) throws RealmFailure {
        if (asked.names().size() > MOST) {
            throw RealmFailure.malformed("these are too many at once", "ask for " + MOST + " at most");
        }
        List<PrincipalName> names = new ArrayList<>();
        for (String name : asked.names()) {
            names.add(office.name(name));
        }
        List<KeytabEntry> taken =
                new KeytabExport(office.realm(), office.principals(), office.clock()).keys(names, !asked.keep());
        return new Keys(taken.stream().map(KeytabOperation::key).toList());
    }

    private static Key key(KeytabEntry entry) {
        return new Key(
                entry.principal().toString(),
                entry.timestamp(),
                entry.kvno().value(),
                entry.key().etype().toString(),
                entry.key().secret());
    }
}
