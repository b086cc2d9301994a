package org.hanse.admin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.admin.output.CommandFailure;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.config.TrustSettings;
import org.hanse.kdc.config.TrustSettings.Agreed;
import org.hanse.kdc.config.TrustSettings.Secret;
import org.hanse.kdc.config.TrustSettings.Shared;
import org.hanse.kdc.config.WantedTrusts;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;

/** What has to be done so that a realm's trusts are those of trusts.yaml. Without state. */
public final class TrustPlan {
    /** Trusts that go, then changes that free domains which others may get, then the rest; each by name. */
    private static final Comparator<TrustChange> ORDER = Comparator.comparing(
                    (TrustChange change) -> !change.freesDomains())
            .thenComparing(TrustChange::action)
            .thenComparing(TrustChange::peer);

    private TrustPlan() {}

    /**
     * The changes in the order of doing; none if the realm is as the file says.
     *
     * @throws CommandFailure if the file is another realm's, or a trust cannot become what it says
     */
    public static List<TrustChange> of(WantedTrusts wanted, RealmName realm, List<TrustView> present)
            throws CommandFailure {
        if (wanted.realm().filter(named -> !named.equals(realm)).isPresent()) {
            throw new CommandFailure(
                    "the file is for " + wanted.realm().get() + " and this is " + realm,
                    "name another --home or --server, or mend its realm line");
        }
        Map<RealmName, TrustView> now = new LinkedHashMap<>();
        present.forEach(trust -> now.put(RealmName.of(trust.peer()), trust));
        List<TrustChange> changes = new ArrayList<>();
        Set<RealmName> named = new HashSet<>();
        for (TrustSettings trust : wanted.trusts()) {
            named.add(trust.peer());
            change(Optional.ofNullable(now.get(trust.peer())), trust).ifPresent(changes::add);
        }
        now.forEach((peer, trust) -> {
            if (!named.contains(peer) && PresentTrust.isOperators(trust)) {
                changes.add(new TrustChange(peer, TrustChange.Action.REMOVE, List.of(), Optional.empty()));
            }
        });
        changes.sort(ORDER);
        return List.copyOf(changes);
    }

    private static Optional<TrustChange> change(Optional<TrustView> now, TrustSettings wanted) throws CommandFailure {
        TrustSettings whole = new TrustSettings(wanted.peer(), keys(now, wanted), wanted.policy(), kdcs(now, wanted));
        List<Difference> differences = new ArrayList<>(Difference.between(
                now.map(PresentTrust::settings).map(TrustFields::of).orElse(Map.of()), TrustFields.of(whole)));
        now.filter(trust -> !PresentTrust.isOperators(trust))
                .flatMap(TrustView::agreement)
                .ifPresent(agreement -> differences.add(
                        0,
                        new Difference(TrustFields.ORIGIN, Optional.of(agreement.origin()), Optional.of("operator"))));
        TrustChange.Action action = now.isPresent() ? TrustChange.Action.CHANGE : TrustChange.Action.ADD;
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrustChange(wanted.peer(), action, differences, Optional.of(whole)));
    }

    /** Where realms agree, those of the peer's document come by themselves; the file need not name them. */
    private static List<String> kdcs(Optional<TrustView> now, TrustSettings wanted) {
        boolean open = wanted.kdcs().isEmpty() && wanted.keys() instanceof Agreed;
        return open ? now.map(TrustView::kdcs).orElse(List.of()) : wanted.kdcs();
    }

    /** With what the file leaves open as it is: a kvno that went up since, a fingerprint that was found later. */
    private static TrustSettings.Keys keys(Optional<TrustView> now, TrustSettings wanted) throws CommandFailure {
        Optional<TrustSettings> before = now.map(PresentTrust::settings);
        checkKind(before, wanted);
        if (wanted.keys() instanceof Agreed agreed) {
            Optional<Fingerprint> news = agreed.fingerprint()
                    .filter(fingerprint -> now.filter(trust -> PresentTrust.isKnownAs(trust, fingerprint))
                            .isEmpty());
            return new Agreed(
                    agreed.url(),
                    news.or(() -> before.map(trust -> (Agreed) trust.keys()).flatMap(Agreed::fingerprint)));
        }
        Shared shared = (Shared) wanted.keys();
        Optional<Shared> old = before.map(trust -> (Shared) trust.keys());
        TrustDirection way = wanted.policy().direction();
        Optional<TrustDirection> oldWay = before.map(trust -> trust.policy().direction());
        return new Shared(
                secret(
                        wanted,
                        way.in(),
                        shared.in(),
                        old.map(Shared::in),
                        oldWay.filter(TrustDirection::in).isPresent()),
                secret(
                        wanted,
                        way.out(),
                        shared.out(),
                        old.map(Shared::out),
                        oldWay.filter(TrustDirection::out).isPresent()),
                shared.enctypes());
    }

    /** Keys that were typed would go on opening tickets beside those that are agreed on, and the other way round nobody would agree any more. */
    private static void checkKind(Optional<TrustSettings> before, TrustSettings wanted) throws CommandFailure {
        Optional<String> other = before.map(trust -> trust.keys().kind())
                .filter(kind -> !kind.equals(wanted.keys().kind()));
        if (other.isPresent()) {
            throw new CommandFailure(
                    "the trust with " + wanted.peer() + " is " + other.get() + " and cannot become "
                            + wanted.keys().kind(),
                    "end it first, on both sides: hanse trust remove " + wanted.peer() + " --yes");
        }
    }

    /**
     * @param needed whether the trust is to have the direction
     * @param old the key that there is, with kvno 0 if there is none
     * @param used whether the trust has had the direction until now: then it may do without a key as before
     */
    private static Secret secret(TrustSettings trust, boolean needed, Secret wanted, Optional<Secret> old, boolean used)
            throws CommandFailure {
        Secret before = old.orElse(new Secret(Optional.empty(), PresentTrust.NONE));
        boolean there = before.kvno().compareTo(wanted.kvno()) >= 0;
        boolean asBefore = used && before.kvno().equals(PresentTrust.NONE);
        if (!needed || there || (asBefore && wanted.file().isEmpty())) {
            return before;
        }
        if (wanted.file().isEmpty()) {
            throw new CommandFailure(
                    "the trust with " + trust.peer() + " needs a key of kvno " + wanted.kvno()
                            + ", and the file names no password for it",
                    "write passwordFile: FILE, or the kvno that there is");
        }
        return wanted;
    }
}
