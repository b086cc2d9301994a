package org.hanse.realmtrust.federation;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.document.SeededRandom;

/** A federation that signs lists: keys from a seed. */
final class SigningFederation {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    static final Duration LIFE = Duration.ofDays(90);
    static final FederationMember LUEBECK = member("LUEBECK.EXAMPLE", "1");
    static final FederationMember BERGEN = member("BERGEN.EXAMPLE", "2");
    static final FederationMember VISBY = member("VISBY.EXAMPLE", "3");

    final String name;
    final SecureRandom random;
    final RealmSigningKey first;
    final RealmSigningKey second;

    SigningFederation(String name, long seed) {
        this.name = name;
        this.random = new SeededRandom(seed);
        this.first = RealmSigningKey.generate(random);
        this.second = RealmSigningKey.generate(random);
    }

    static SigningFederation hanse() {
        return new SigningFederation("hanse.example", 11);
    }

    /** With an id of this digit, 64 times. */
    static FederationMember member(String realm, String digit) {
        String host = realm.toLowerCase(java.util.Locale.ROOT);
        return new FederationMember(RealmName.of(realm), new Fingerprint(digit.repeat(64)), "https://kdc." + host);
    }

    static Fingerprint id(RealmSigningKey key) {
        return key.publicKey().fingerprint();
    }

    FederationDraft draft(FederationMember... members) {
        return new FederationDraft(name, List.of(members));
    }

    SignedList first(FederationMember... members) {
        return next(Optional.empty(), NOON, members);
    }

    /** An hour later, by whichever key's time it is. */
    SignedList after(SignedList before, FederationMember... members) {
        return next(Optional.of(before), before.list().issued().plus(Duration.ofHours(1)), members);
    }

    SignedList next(Optional<SignedList> before, Instant now, FederationMember... members) {
        return ListSigning.next(draft(members), before, List.of(first, second), Optional.empty(), now, LIFE, random);
    }

    /** As {@link #after}, and the second key is to take over. */
    SignedList announcing(SignedList before, FederationMember... members) {
        return ListSigning.next(
                draft(members),
                Optional.of(before),
                List.of(first),
                Optional.of(second),
                before.list().issued().plus(Duration.ofHours(1)),
                LIFE,
                random);
    }

    /** Joined by its first key, without a list yet. */
    JoinedFederation joined(Acceptance accept) {
        return new JoinedFederation(name, id(first), Optional.empty(), accept, Optional.empty(), Optional.empty());
    }
}
