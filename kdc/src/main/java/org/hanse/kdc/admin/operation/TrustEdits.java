package org.hanse.kdc.admin.operation;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;

/**
 * What is to be changed of a trust's policy; what is left out stays as it is. The fields mean what {@link TrustPolicy} says.
 *
 * @param direction {@code in}, {@code out} or {@code both}
 * @param maxLife a duration, or {@code none}
 */
public record TrustEdits(
        Optional<String> direction,
        Optional<List<String>> acceptRealms,
        Optional<List<String>> transitTo,
        Optional<List<String>> clients,
        Optional<List<String>> domains,
        Optional<String> maxLife,
        Optional<Boolean> allowForwardable,
        Optional<Boolean> relayLogins,
        Optional<Boolean> logOnly) {

    /** Reads every value now; the change itself cannot fail. */
    UnaryOperator<TrustPolicy> change() throws RealmFailure {
        Optional<TrustDirection> way = way();
        Optional<Set<RealmName>> accepted = realms(acceptRealms);
        Optional<Set<RealmName>> reached = realms(transitTo);
        checkGlobs();
        UnaryOperator<Optional<Duration>> limit = PrincipalEdits.limit("maxLife", maxLife);
        return old -> new TrustPolicy(
                way.orElse(old.direction()),
                accepted.orElse(old.acceptRealms()),
                reached.orElse(old.transitTo()),
                clients.orElse(old.clients()),
                domains.orElse(old.domains()),
                limit.apply(old.maxLife()),
                allowForwardable.orElse(old.allowForwardable()),
                relayLogins.orElse(old.relayLogins()),
                logOnly.orElse(old.logOnly()));
    }

    private Optional<TrustDirection> way() throws RealmFailure {
        if (direction.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(TrustDirection.values())
                .filter(one -> one.word().equals(direction.get()))
                .findFirst()
                .orElseThrow(() -> RealmFailure.malformed("there is no such direction", "give in, out or both")));
    }

    private static Optional<Set<RealmName>> realms(Optional<List<String>> names) throws RealmFailure {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Set<RealmName> realms = new HashSet<>();
        for (String name : names.get()) {
            realms.add(Naming.realm(name));
        }
        return Optional.of(realms);
    }

    private void checkGlobs() throws RealmFailure {
        for (String glob : clients.orElse(List.of())) {
            try {
                PrincipalGlob.of(glob);
            } catch (InvalidNameException wrong) {
                throw RealmFailure.malformed(
                        String.valueOf(wrong.getMessage()), "close the bracket, or put a backslash before it");
            }
        }
    }
}
