package org.hanse.realmtrust.federation;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.document.SigningPeriod;

/** How a federation signs its next list, and how its key changes. Pure functions; who calls them keeps the result, then publishes it. */
public final class ListSigning {
    /** How long a key may sign. People hold it, and each change is work for them. */
    static final Duration KEY_LIFE = Duration.ofDays(3653);

    private final Optional<FederationList> before;
    private final Instant now;
    private final Instant expires;

    private ListSigning(Optional<SignedList> before, Instant now, Duration life) {
        this.before = before.map(SignedList::list);
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.expires = this.now.plus(life);
    }

    /**
     * The list that follows {@code before}.
     *
     * @param keys what the federation signs with; that of them signs whose time it is
     * @param fresh a key that is to take over. It does when nobody can hold an unexpired list that does not name it: until then, the old one signs
     * @param life from now until the list expires, in whole seconds
     * @throws IllegalArgumentException if none of the keys may sign now, another key waits already to take over, or no reader would take the list
     */
    public static SignedList next(
            FederationDraft draft,
            Optional<SignedList> before,
            List<RealmSigningKey> keys,
            Optional<RealmSigningKey> fresh,
            Instant now,
            Duration life,
            SecureRandom random) {
        ListSigning signing = new ListSigning(before, now, life);
        List<SigningPeriod> periods = signing.periods(keys);
        RealmSigningKey signer = signing.signer(periods, keys);
        FederationList list = new FederationList(
                draft.federation(),
                signing.before.map(FederationList::version).orElse(0L) + 1,
                before.map(SignedList::hash),
                signing.issued(),
                signing.expires,
                fresh.map(key -> signing.announcing(periods, key)).orElse(periods),
                signer.publicKey().fingerprint(),
                draft.members());
        return SignedList.sign(list, signer, random);
    }

    /** Never before the one that it follows, even if the clock was set back. */
    private Instant issued() {
        return before.map(FederationList::issued).filter(now::isBefore).orElse(now);
    }

    private List<SigningPeriod> periods(List<RealmSigningKey> keys) {
        return before.map(list -> list.signingKeys().stream()
                        .filter(period -> issued().isBefore(period.until()))
                        .toList())
                .orElseGet(() -> List.of(new SigningPeriod(keys.get(0).publicKey(), now, now.plus(KEY_LIFE))));
    }

    private RealmSigningKey signer(List<SigningPeriod> periods, List<RealmSigningKey> keys) {
        return periods.stream()
                .filter(period -> period.includes(issued()))
                .flatMap(period -> keys.stream().filter(key -> key.publicKey().equals(period.key())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of these keys may sign lists now"));
    }

    private List<SigningPeriod> announcing(List<SigningPeriod> periods, RealmSigningKey fresh) {
        if (periods.size() > 1) {
            throw new IllegalArgumentException("another key waits already to take over");
        }
        Instant takesOver = before.map(FederationList::expires).stream()
                .reduce(expires, (one, other) -> one.isAfter(other) ? one : other);
        List<SigningPeriod> both = new ArrayList<>();
        SigningPeriod old = periods.get(0);
        both.add(new SigningPeriod(old.key(), old.from(), takesOver));
        both.add(new SigningPeriod(fresh.publicKey(), takesOver, takesOver.plus(KEY_LIFE)));
        both.sort(Comparator.comparing(SigningPeriod::from));
        return both;
    }
}
