package org.hanse.kdc.admin.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.realm.KeySource;
import org.hanse.kdc.realm.PrincipalImport;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;

/** Many principals at once. */
public final class ImportOperation {
    private ImportOperation() {}

    /** A key that was brought along. */
    public record GivenKey(long kvno, String enctype, SecretBytes key, Optional<String> salt) {}

    /**
     * One principal.
     *
     * @param number by which a fault of it is told
     * @param name with or without realm; {@code krbtgt} of two realms becomes a trust
     * @param keys in place of a password or a random key
     */
    public record Line(
            long number,
            String name,
            Optional<SecretBytes> password,
            boolean randomKey,
            List<GivenKey> keys,
            PrincipalEdits edits) {
        public Line {
            keys = List.copyOf(keys);
        }
    }

    /**
     * @param lines at most {@link PrincipalImport#BATCH}
     * @param update whether principals that are there get the new keys and values
     */
    public record Lines(List<Line> lines, boolean update) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    public record Bad(long number, String what) {}

    /** @param bad those that were not imported, in order; all others are in force */
    public record Imported(List<Bad> bad) {
        public Imported {
            bad = List.copyOf(bad);
        }
    }

    public static final Operation<Lines, Imported> IMPORT = Operation.changing(
            "principal/import",
            "Add many principals; good ones stay, bad ones are told.",
            Lines.class,
            Imported.class,
            ImportOperation::needs,
            ImportOperation::in);

    private static List<Need> needs(Lines asked) {
        List<Need> needs = new ArrayList<>();
        for (Line line : asked.lines()) {
            needs.add(Need.on(Right.ADD, line.name()));
            if (!line.keys().isEmpty()) {
                needs.add(Need.on(Right.SET_KEYS, line.name()));
            }
            if (asked.update()) {
                needs.add(Need.on(Right.MODIFY, line.name()));
                needs.add(Need.on(Right.CHANGE_KEYS, line.name()));
            }
        }
        return needs.isEmpty() ? List.of(Need.of(Right.ADD)) : needs;
    }

    private static Imported in(Office office, Lines asked) throws RealmFailure {
        if (asked.lines().size() > PrincipalImport.BATCH) {
            throw RealmFailure.malformed("these are too many at once", "send " + PrincipalImport.BATCH + " at most");
        }
        Map<Long, String> bad = new TreeMap<>();
        List<PrincipalImport.Line> lines = new ArrayList<>();
        for (Line line : asked.lines()) {
            try {
                lines.add(new PrincipalImport.Line(
                        line.number(),
                        Principal.parse(line.name(), office.realm()),
                        source(line),
                        line.edits().edit()));
            } catch (RealmFailure | InvalidNameException wrong) {
                bad.put(line.number(), String.valueOf(wrong.getMessage()));
            }
        }
        bad.putAll(office.principalImport().batch(lines, asked.update()));
        return new Imported(bad.entrySet().stream()
                .map(one -> new Bad(one.getKey(), one.getValue()))
                .toList());
    }

    private static KeySource source(Line line) throws RealmFailure {
        if (line.keys().isEmpty()) {
            return new NewKeys(line.password(), line.randomKey(), List.of()).source();
        }
        if (line.password().isPresent() || line.randomKey()) {
            throw RealmFailure.malformed("there is more than one of password, keys and randomKey", "give one of them");
        }
        List<PrincipalKey> keys = new ArrayList<>();
        for (GivenKey given : line.keys()) {
            EncType etype = Etypes.of(List.of(given.enctype())).get(0);
            keys.add(new PrincipalKey(
                    PrincipalOperations.kvno(given.kvno()), key(etype, given.key()), given.salt(), Optional.empty()));
        }
        return new KeySource.Given(keys);
    }

    private static ProtocolKey key(EncType etype, SecretBytes octets) throws RealmFailure {
        try {
            return ProtocolKey.of(new EncryptionKey(etype, octets));
        } catch (IllegalArgumentException wrongLength) {
            throw RealmFailure.malformed(
                    "a key of " + etype + " has another length than " + octets.length() + " octets", "check the key");
        }
    }
}
