package org.hanse.kdc.admin.operation;

import java.time.Instant;
import java.util.List;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.realm.KrbtgtRollover;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;

/** What can be asked about the realm itself. */
public final class RealmOperations {
    private RealmOperations() {}

    /** Where the server listens. */
    public record Listen(List<String> hosts, long kdcPort, long kpasswdPort, long httpsPort) {}

    public record Shown(
            String name, String id, Instant created, String publicName, Listen listen, long principals, long trusts) {}

    public static final Operation<Nothing, Shown> SHOW = Operation.reading(
            "realm/show",
            "Show what the realm is.",
            Nothing.class,
            Shown.class,
            asked -> List.of(Need.of(Right.INQUIRE)),
            (office, asked) -> {
                RealmSettings settings = office.settings();
                return new Shown(
                        office.realm().value(),
                        office.facts().id(),
                        office.facts().created(),
                        settings.publicName(),
                        new Listen(
                                settings.listen().hosts(),
                                settings.listen().kdcPort(),
                                settings.listen().kpasswdPort(),
                                settings.listen().httpsPort()),
                        office.principalStore().count(),
                        office.trustStore().all().size());
            });

    /**
     * @param enctypes of the new key; empty means the realm's
     * @param revokeOld whether all ticket-granting tickets that are out stop working
     */
    public record Rekey(List<String> enctypes, boolean revokeOld) {
        public Rekey {
            enctypes = List.copyOf(enctypes);
        }
    }

    /** @param until when the last ticket under it has ended */
    public record Kept(long kvno, Instant until) {}

    /**
     * @param name of the principal whose key it is
     * @param kvno of the new key
     * @param sealsFrom from when on it seals new tickets
     * @param kept old keys that still open tickets, newest first
     * @param dropped kvnos of old keys that are gone, newest first
     */
    public record Rekeyed(String name, long kvno, Instant sealsFrom, List<Kept> kept, List<Long> dropped) {}

    public static final Operation<Rekey, Rekeyed> REKEY = Operation.changing(
            "realm/rekey",
            "Give the realm a new key, with an overlap.",
            Rekey.class,
            Rekeyed.class,
            asked -> List.of(Need.of(Right.CHANGE_KEYS)),
            RealmOperations::rekey);

    private static Rekeyed rekey(Office office, Rekey asked) throws RealmFailure {
        KrbtgtRollover.Done done = office.krbtgtRollover().roll(Etypes.of(asked.enctypes()), asked.revokeOld());
        return new Rekeyed(
                office.full(PrincipalName.krbtgt(office.realm())),
                done.newest().value(),
                done.sealsFrom(),
                done.kept().entrySet().stream()
                        .map(one -> new Kept(one.getKey().value(), one.getValue()))
                        .toList(),
                done.dropped().stream().map(Kvno::value).toList());
    }
}
