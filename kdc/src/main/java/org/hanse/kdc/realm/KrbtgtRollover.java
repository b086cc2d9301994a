package org.hanse.kdc.realm;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;

/**
 * A new key for {@code krbtgt/THIS}. Old ones stay as long as {@link KeyOverlap} says and are dropped by the first rollover after
 * that, or at once on the bad day.
 */
public final class KrbtgtRollover {
    private final KdcSettings settings;
    private final PrincipalStore store;
    private final KeyMaker maker;
    private final Clock clock;
    private final String actor;

    public KrbtgtRollover(KdcSettings settings, PrincipalStore store, KeyMaker maker, Clock clock, String actor) {
        this.settings = settings;
        this.store = store;
        this.maker = maker;
        this.clock = clock;
        this.actor = actor;
    }

    /**
     * What a rollover has done.
     *
     * @param newest the kvno of the new keys
     * @param sealsFrom from when on new tickets are under them
     * @param kept by each old kvno that still opens tickets, until when these may live; newest first
     * @param dropped the old kvnos that went; newest first
     */
    public record Done(Kvno newest, Instant sealsFrom, Map<Kvno, Instant> kept, List<Kvno> dropped) {}

    /**
     * @param etypes of the new keys; empty means the realm's
     * @param revokeOld drops all old keys: no ticket-granting ticket that is out is good any more
     * @throws RealmFailure if the realm serves none of the enctypes
     */
    public Done roll(List<EncType> etypes, boolean revokeOld) throws RealmFailure {
        List<EncType> wanted = etypes.isEmpty() ? settings.etypes() : etypes;
        if (wanted.stream().noneMatch(settings.etypes()::contains)) {
            throw RealmFailure.refused(
                    "the realm serves none of these enctypes, and could not issue tickets under such a key",
                    "name one of those in realm.yaml");
        }
        PrincipalName tgs = PrincipalName.krbtgt(settings.realm());
        KeyMaker.Fresh fresh = maker.random(wanted);
        KeyOverlap overlap = new KeyOverlap(settings);
        record Change(PrincipalEntry before, PrincipalEntry after) {}
        Change change = Writing.write(store, actor, changes -> {
            Optional<PrincipalEntry> found = changes.find(tgs);
            PrincipalEntry before = found.orElseThrow(() -> Principals.missing(store, tgs, settings.realm()));
            List<PrincipalKey> keys =
                    new ArrayList<>(fresh.at(PrincipalKeys.next(tgs, before.keys(), changes.leastNewKvno())));
            if (!revokeOld) {
                keys.addAll(overlap.needed(before.keys(), clock.instant()));
            }
            return new Change(
                    before, changes.update(before, PrincipalDraft.from(before).withKeys(keys)));
        });
        List<PrincipalKey> stored = change.after().keys();
        Map<Kvno, Instant> kept = overlap.neededUntil(stored);
        return new Done(
                stored.get(0).kvno(),
                sealsFrom(change.after()),
                kept,
                change.before().keys().stream()
                        .map(PrincipalKey::kvno)
                        .distinct()
                        .filter(kvno -> !kept.containsKey(kvno))
                        .toList());
    }

    /** Without an old key there is nothing to seal with but the new one. */
    private static Instant sealsFrom(PrincipalEntry entry) {
        Instant made = entry.keys().get(0).made().orElseThrow();
        return entry.currentKeys().size() == entry.keys().size() ? made : made.plus(PrincipalDirectory.IN_FORCE_WITHIN);
    }
}
