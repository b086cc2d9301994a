package org.hanse.kdc.principal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.SubjectId;

/**
 * A principal of this realm as the store keeps it. Immutable; the keys are ready for use.
 *
 * @param name the canonical name
 * @param keys newest kvno first; within a kvno in order of preference
 * @param expires when it stops working at all
 * @param passwordExpires when only a password change is left to it
 * @param maxLife longest ticket life of its own; the realm's and the policy's apply too
 * @param maxRenew likewise for renewable life
 * @param policy name of its {@link Policy}
 * @param attributes string attributes such as {@code session_enctypes}
 * @param version counts the changes of this entry
 */
public record PrincipalEntry(
        SubjectId subjectId,
        PrincipalName name,
        Set<PrincipalFlag> flags,
        List<PrincipalKey> keys,
        Optional<Instant> expires,
        Optional<Instant> passwordExpires,
        Optional<Duration> maxLife,
        Optional<Duration> maxRenew,
        Optional<String> policy,
        List<PrincipalName> aliases,
        Map<String, String> attributes,
        Instant created,
        Instant modified,
        long version) {
    public PrincipalEntry {
        flags = Set.copyOf(flags);
        keys = List.copyOf(keys);
        aliases = List.copyOf(aliases);
        attributes = Map.copyOf(attributes);
    }

    public boolean has(PrincipalFlag flag) {
        return flags.contains(flag);
    }

    /** The keys of the newest kvno: the only ones that prove a password or seal a new ticket. */
    public List<PrincipalKey> currentKeys() {
        if (keys.isEmpty()) {
            return keys;
        }
        return keysOf(keys.get(0).kvno());
    }

    /**
     * The keys that seal what other servers of this realm must open: those of the newest kvno that all of them have heard of.
     * Just after a change these are the keys before it, if they were kept.
     */
    public List<PrincipalKey> currentKeysEverywhere(Instant now) {
        Instant heard = now.minus(PrincipalDirectory.IN_FORCE_WITHIN);
        for (PrincipalKey key : keys) {
            if (key.made().filter(heard::isBefore).isEmpty()) {
                return keysOf(key.kvno());
            }
        }
        return currentKeys();
    }

    /** Whether anybody with a ticket to it can guess its password offline (RFC 4120 §10). */
    public boolean isServiceWithPassword() {
        return has(PrincipalFlag.ALLOW_SVR) && currentKeys().stream().anyMatch(PrincipalKey::isOfPassword);
    }

    /** They lie together, so this is a view: it is asked for several times in every request. */
    private List<PrincipalKey> keysOf(Kvno kvno) {
        int from = 0;
        while (!keys.get(from).kvno().equals(kvno)) {
            from++;
        }
        int to = from + 1;
        while (to < keys.size() && keys.get(to).kvno().equals(kvno)) {
            to++;
        }
        return keys.subList(from, to);
    }
}
