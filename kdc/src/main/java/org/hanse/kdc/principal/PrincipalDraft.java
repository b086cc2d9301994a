package org.hanse.kdc.principal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.protocol.name.PrincipalName;

/**
 * What an operator decides about a principal; the store adds the subject id, the times and the version. Immutable.
 *
 * @param keys any order; at least one, and no two of the same kvno and enctype
 */
public record PrincipalDraft(
        PrincipalName name,
        Set<PrincipalFlag> flags,
        List<PrincipalKey> keys,
        Optional<Instant> expires,
        Optional<Instant> passwordExpires,
        Optional<Duration> maxLife,
        Optional<Duration> maxRenew,
        Optional<String> policy,
        Map<String, String> attributes) {
    public PrincipalDraft {
        flags = Set.copyOf(flags);
        keys = List.copyOf(keys);
        attributes = Map.copyOf(attributes);
    }

    /** A new principal with the flags that are on by default and no limits of its own. */
    public static PrincipalDraft of(PrincipalName name, List<PrincipalKey> keys) {
        return new PrincipalDraft(
                name,
                Arrays.stream(PrincipalFlag.values())
                        .filter(PrincipalFlag::onByDefault)
                        .collect(Collectors.toUnmodifiableSet()),
                keys,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The entry as it is, to be changed by the {@code with} methods. */
    public static PrincipalDraft from(PrincipalEntry entry) {
        return new PrincipalDraft(
                entry.name(),
                entry.flags(),
                entry.keys(),
                entry.expires(),
                entry.passwordExpires(),
                entry.maxLife(),
                entry.maxRenew(),
                entry.policy(),
                entry.attributes());
    }

    public PrincipalDraft withFlags(Set<PrincipalFlag> changed) {
        return new PrincipalDraft(name, changed, keys, expires, passwordExpires, maxLife, maxRenew, policy, attributes);
    }

    public PrincipalDraft withKeys(List<PrincipalKey> changed) {
        return new PrincipalDraft(
                name, flags, changed, expires, passwordExpires, maxLife, maxRenew, policy, attributes);
    }

    public PrincipalDraft withExpires(Optional<Instant> changed) {
        return new PrincipalDraft(name, flags, keys, changed, passwordExpires, maxLife, maxRenew, policy, attributes);
    }

    public PrincipalDraft withPasswordExpires(Optional<Instant> changed) {
        return new PrincipalDraft(name, flags, keys, expires, changed, maxLife, maxRenew, policy, attributes);
    }

    public PrincipalDraft withMaxLife(Optional<Duration> changed) {
        return new PrincipalDraft(name, flags, keys, expires, passwordExpires, changed, maxRenew, policy, attributes);
    }

    public PrincipalDraft withMaxRenew(Optional<Duration> changed) {
        return new PrincipalDraft(name, flags, keys, expires, passwordExpires, maxLife, changed, policy, attributes);
    }

    public PrincipalDraft withPolicy(Optional<String> changed) {
        return new PrincipalDraft(name, flags, keys, expires, passwordExpires, maxLife, maxRenew, changed, attributes);
    }

    public PrincipalDraft withAttributes(Map<String, String> changed) {
        return new PrincipalDraft(name, flags, keys, expires, passwordExpires, maxLife, maxRenew, policy, changed);
    }
}
