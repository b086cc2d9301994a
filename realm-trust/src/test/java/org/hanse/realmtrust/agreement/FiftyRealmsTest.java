package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Test;

/** Every realm with every other, signatures and all, in one process: what a trust costs. {@code -Dhanse.realms=N} for more. */
class FiftyRealmsTest {
    private static final int REALMS = Integer.getInteger("hanse.realms", 50);
    private static final int NEIGHBOURS = 4;

    private final SeededRandom random = new SeededRandom(50);
    private final List<Party> parties = new ArrayList<>();
    private final Map<String, PairSigner> signers = new HashMap<>();
    private final List<TwoEnds> trusts = new ArrayList<>();
    private Instant now = TwoRealms.NOON;
    private int messages;
    private long octets;

    private record TwoEnds(AgreeingRealm one, AgreeingRealm other) {}

    @Test
    void allAgreeWithTheirNeighboursWithinSeconds() throws MessageFault {
        for (int i = 0; i < REALMS; i++) {
            Party party = AgreeingRealm.party("R" + i + ".EXAMPLE", i + 1);
            parties.add(party);
            signers.put(party.id(), new PairSigner(party, random));
        }
        for (int i = 0; i < REALMS; i++) {
            for (int j = 1; j <= NEIGHBOURS; j++) {
                trusts.add(trust(parties.get(i), parties.get((i + j) % REALMS)));
            }
        }
        long before = cpu();
        trusts.forEach(trust -> {
            trust.one().declare(now);
            trust.other().declare(now);
        });
        while (!trusts.stream().allMatch(FiftyRealmsTest::isDone)) {
            assertThat(now).isBefore(TwoRealms.NOON.plusSeconds(30));
            for (TwoEnds trust : trusts) {
                trust.one().tick(now);
                trust.other().tick(now);
                carry(trust.one(), trust.other());
                carry(trust.other(), trust.one());
            }
            now = now.plusMillis(250);
        }
        double millis = (cpu() - before) / 1e6 / trusts.size();
        System.out.printf(
                "%d realms, %d trusts: %.1f messages, %d octets and %.1f ms of a processor per trust; all in %d ms of their time%n",
                REALMS,
                trusts.size(),
                (double) messages / trusts.size(),
                octets / trusts.size(),
                millis,
                Duration.between(TwoRealms.NOON, now).toMillis());
        assertThat(messages / trusts.size()).isLessThan(20);
        trusts.forEach(
                trust -> assertThat(trust.one().stored.out().orElseThrow().keys())
                        .isEqualTo(trust.other().stored.in().get(Epoch.of(1))));
    }

    private TwoEnds trust(Party one, Party other) {
        AgreementSettings settings = AgreeingRealm.SETTINGS;
        return new TwoEnds(
                new AgreeingRealm(one, other, settings, Duration.ZERO, random),
                new AgreeingRealm(other, one, settings, Duration.ZERO, random));
    }

    private static boolean isDone(TwoEnds trust) {
        return isDone(trust.one()) && isDone(trust.other());
    }

    private static boolean isDone(AgreeingRealm realm) {
        return realm.state().shown() == TrustState.ACTIVE
                && realm.state().issuing().isPresent()
                && realm.state().pending().isNone();
    }

    private void carry(AgreeingRealm from, AgreeingRealm to) throws MessageFault {
        PairSigner.Verifier known = new PairSigner.Verifier(signers);
        List<Message> letters = new ArrayList<>(from.outbox);
        from.outbox.clear();
        for (Message letter : letters) {
            byte[] signed = new Envelope(from.party, signers.get(from.party.id()), known).seal(letter);
            messages++;
            octets += signed.length;
            to.receive(new Envelope(to.party, payload -> payload, known).open(signed), now);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
