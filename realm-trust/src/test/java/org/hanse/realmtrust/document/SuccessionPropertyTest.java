package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.document.SigningRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hanse.realmtrust.document.SuccessionOutcome.Accepted;
import org.hanse.realmtrust.document.SuccessionOutcome.Manner;
import org.hanse.realmtrust.document.SuccessionOutcome.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of successions that chance makes: a realm that goes on, rolls over and is restored; a thief with a key of it; any order of arrival. */
class SuccessionPropertyTest {
    private static final int SEEDS = Integer.getInteger("hanse.seeds", 15);
    private static final Instant NOW = NOON.plus(Duration.ofDays(2));

    static List<Integer> seeds() {
        return java.util.stream.IntStream.range(0, SEEDS).boxed().toList();
    }

    private final SigningRealm realm = SigningRealm.luebeck();
    private final List<RealmSigningKey> keys = List.of(realm.first, realm.second, realm.third);

    @ParameterizedTest
    @MethodSource("seeds")
    void inAnyOrderOfArrivalEverybodyEndsWithTheNewest(int seed) {
        Random chance = new Random(seed);
        List<SignedDocument> published = honest(chance, 8);
        SignedDocument newest = published.get(published.size() - 1);
        for (int verifier = 0; verifier < 3; verifier++) {
            KeyHistory known = everything(realm.known(published.get(0)), shuffled(published, chance));
            assertThat(known.newest().signed()).isEqualTo(newest);
        }
    }

    /** The thief may sign as much as he likes, for three days: who hears of the recovery then comes back, whatever he has heard before. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aRecoveryWithinThreeDaysWinsEverywhere(int seed) {
        Random chance = new Random(seed);
        List<SignedDocument> published = honest(chance, 4);
        SignedDocument last = published.get(published.size() - 1);
        List<SignedDocument> all = new ArrayList<>(published);
        SignedDocument stolen = last;
        for (int i = 0; i < 3; i++) {
            RealmSigningKey signer = i == 0 ? keyOf(last) : realm.thief;
            stolen = realm.after(stolen)
                    .version(stolen.document().version() + 1 + chance.nextInt(50))
                    .by(signer)
                    .keys(realm.thief)
                    .sign();
            all.add(stolen);
        }
        RealmSigningKey fresh = RealmSigningKey.generate(realm.random);
        SignedDocument recovered = realm.recoveryAfter(last, fresh).sign();
        SignedDocument after = realm.after(recovered).by(fresh).sign();
        all.add(recovered);
        all.add(after);
        for (int verifier = 0; verifier < 3; verifier++) {
            KeyHistory known = everything(realm.known(published.get(0)), shuffled(all, chance));
            assertThat(known.newest().signed()).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsShownWhatIsKnownStaysAHistoryOfTheRealm(int seed) {
        Random chance = new Random(seed);
        KeyHistory known = realm.known(realm.first().sign());
        List<SignedDocument> all = new ArrayList<>(List.of(known.newest().signed()));
        for (int step = 0; step < 30; step++) {
            SignedDocument next = anything(all, chance);
            all.add(next);
            SuccessionOutcome outcome = Succession.judge(known, next, NOW);
            if (outcome instanceof Accepted accepted) {
                assertGrown(known, accepted);
                known = accepted.history();
            }
        }
    }

    private void assertGrown(KeyHistory before, Accepted accepted) {
        KeyHistory after = accepted.history();
        List<SignedDocument> documents =
                after.documents().stream().map(HeldDocument::signed).toList();
        FirstContactOutcome anew = FirstContact.judge(realm.name, Optional.of(before.id()), documents, NOW);
        assertThat(anew).isInstanceOf(FirstContactOutcome.Known.class);
        assertThat(after.documents()).startsWith(before.documents().get(0));
        if (accepted.manner() != Manner.RECOVERS) {
            assertThat(after.head().version()).isGreaterThan(before.head().version());
            assertThat(before.signingKey(after.head().signer(), after.head().issued()))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aKeyThatNoDocumentAllowsChangesNothing(int seed) {
        Random chance = new Random(seed);
        List<SignedDocument> published = honest(chance, 4);
        KeyHistory known = everything(realm.known(published.get(0)), published);
        for (int step = 0; step < 10; step++) {
            SignedDocument before = published.get(chance.nextInt(published.size()));
            SigningRealm.Draft draft = realm.after(before)
                    .version(before.document().version() + 1 + chance.nextInt(9))
                    .by(realm.thief);
            if (chance.nextBoolean()) {
                draft.recoveryKey = Optional.of(realm.thief.publicKey());
            }
            assertThat(Succession.judge(known, draft.sign(), NOW)).isInstanceOf(Refused.class);
        }
    }

    /** A realm that signs by one of its keys and lists some, never without the one that signs next. */
    private List<SignedDocument> honest(Random chance, int count) {
        List<SignedDocument> published = new ArrayList<>(List.of(realm.first().sign()));
        RealmSigningKey signer = realm.first;
        while (published.size() < count) {
            RealmSigningKey next = keys.get(chance.nextInt(keys.size()));
            SignedDocument last = published.get(published.size() - 1);
            SigningRealm.Draft draft = realm.after(last)
                    .version(last.document().version() + 1 + chance.nextInt(3))
                    .by(signer);
            published.add((next == signer ? draft.keys(next) : draft.keys(next, signer)).sign());
            signer = next;
        }
        return published;
    }

    private RealmSigningKey keyOf(SignedDocument document) {
        Fingerprint listed = document.document().signingKeys().get(0).key().fingerprint();
        return keys.stream()
                .filter(key -> SigningRealm.id(key).equals(listed))
                .findFirst()
                .orElseThrow();
    }

    private SignedDocument anything(List<SignedDocument> all, Random chance) {
        SignedDocument before = all.get(chance.nextInt(all.size()));
        if (chance.nextInt(8) == 0) {
            return realm.recoveryAfter(before, RealmSigningKey.generate(realm.random))
                    .sign();
        }
        long version = Math.max(2, before.document().version() + chance.nextInt(6) - 1);
        return realm.after(before)
                .version(version)
                .issued(before.document().issued().plusSeconds(chance.nextInt(7200) - 600))
                .by(keys.get(chance.nextInt(keys.size())))
                .keys(keys.get(chance.nextInt(keys.size())))
                .sign();
    }

    /** Shows all documents again and again until nothing new is learned. */
    private KeyHistory everything(KeyHistory start, List<SignedDocument> documents) {
        KeyHistory known = start;
        boolean learned = true;
        for (int round = 0; learned; round++) {
            assertThat(round).as("rounds").isLessThan(50);
            learned = false;
            for (SignedDocument next : documents) {
                if (Succession.judge(known, next, NOW) instanceof Accepted accepted) {
                    known = accepted.history();
                    learned = true;
                }
            }
        }
        return known;
    }

    private static List<SignedDocument> shuffled(List<SignedDocument> documents, Random chance) {
        List<SignedDocument> copy = new ArrayList<>(documents);
        Collections.shuffle(copy, chance);
        return copy;
    }
}
