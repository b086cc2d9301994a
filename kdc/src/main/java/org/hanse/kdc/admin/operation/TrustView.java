package org.hanse.kdc.admin.operation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;

/**
 * A trust as administrators see it: all but its keys. The fields mean what {@link Trust} and {@link TrustPolicy} say.
 *
 * @param agreement of a trust by agreement; empty for one by a shared secret
 */
public record TrustView(
        String peer,
        String direction,
        String state,
        Optional<String> reason,
        List<Key> keysIn,
        List<Key> keysOut,
        List<String> acceptRealms,
        List<String> transitTo,
        List<String> clients,
        List<String> domains,
        Optional<Duration> maxLife,
        boolean allowForwardable,
        boolean relayLogins,
        boolean logOnly,
        List<String> kdcs,
        Optional<AgreementView> agreement) {

    /** Which key there is. */
    public record Key(long kvno, String enctype) {}

    /** The trust alone, without how its keys came about. */
    public static TrustView of(Trust trust) {
        return of(trust, Optional.empty());
    }

    static TrustView of(Trust trust, Optional<AgreementView> agreement) {
        TrustPolicy policy = trust.policy();
        return new TrustView(
                trust.peer().value(),
                policy.direction().word(),
                trust.state().word(),
                trust.reason(),
                keys(trust.keysIn()),
                keys(trust.keysOut()),
                names(policy.acceptRealms()),
                names(policy.transitTo()),
                policy.clients(),
                policy.domains(),
                policy.maxLife(),
                policy.allowForwardable(),
                policy.relayLogins(),
                policy.logOnly(),
                trust.kdcs(),
                agreement);
    }

    private static List<Key> keys(List<TrustKey> keys) {
        return keys.stream()
                .map(key -> new Key(key.kvno().value(), key.key().etype().toString()))
                .toList();
    }

    private static List<String> names(Set<RealmName> realms) {
        return realms.stream().map(RealmName::value).sorted().toList();
    }
}
