package org.hanse.kdc.realm;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.name.Kvno;

/**
 * How long old keys are needed: a key seals tickets until the next one is in force on every server, and the last of these tickets
 * has ended after the realm's longest life, renewable or not. docs/key-rollover.md says so to operators.
 */
final class KeyOverlap {
    private final Duration longest;

    KeyOverlap(KdcSettings settings) {
        Duration life = settings.maxLife();
        Duration renew = settings.maxRenew();
        longest = PrincipalDirectory.IN_FORCE_WITHIN.plus(life.compareTo(renew) > 0 ? life : renew);
    }

    /** Until when tickets under each old kvno may live, newest first. */
    Map<Kvno, Instant> neededUntil(List<PrincipalKey> stored) {
        TreeMap<Kvno, Instant> made = new TreeMap<>();
        stored.forEach(key -> made.put(key.kvno(), key.made().orElseThrow()));
        Map<Kvno, Instant> until = new LinkedHashMap<>();
        for (Kvno kvno : made.descendingKeySet()) {
            Map.Entry<Kvno, Instant> next = made.higherEntry(kvno);
            if (next != null) {
                until.put(kvno, next.getValue().plus(longest));
            }
        }
        return until;
    }

    /** The keys without those that no ticket can need any more. */
    List<PrincipalKey> needed(List<PrincipalKey> stored, Instant now) {
        Map<Kvno, Instant> until = neededUntil(stored);
        return stored.stream()
                .filter(key -> !until.getOrDefault(key.kvno(), Instant.MAX).isBefore(now))
                .toList();
    }
}
