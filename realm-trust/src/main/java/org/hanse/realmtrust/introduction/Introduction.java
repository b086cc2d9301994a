package org.hanse.realmtrust.introduction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * What a realm says to two others of each other. Read and written by {@link SignedIntroduction} only, which checks it; times are whole seconds. Immutable.
 *
 * @param introducer who says so
 * @param signer which of the introducer's keys has signed it
 * @param realms the two, by the order of their names
 * @param expires until then the trust that comes of it may last
 */
public record Introduction(
        Party introducer, Fingerprint signer, List<Introduced> realms, Instant issued, Instant expires) {
    /** The value of the member {@code type}: another format gets another. */
    public static final String TYPE = "hanse-introduction-v1";
    /** From issue to expiry, at most. Who wants the trust for longer declares it, or compares codes. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(90);

    public Introduction {
        realms = List.copyOf(realms);
    }

    /** To whom {@code self} is introduced; empty if it is none of the two. */
    public Optional<Introduced> other(Party self) {
        List<Introduced> others =
                realms.stream().filter(one -> !one.party().equals(self)).toList();
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }
}
