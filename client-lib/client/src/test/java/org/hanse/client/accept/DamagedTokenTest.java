package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hanse.protocol.gss.MechanismId;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever arrives, a {@link Login} is the answer, and a damaged token never lets anybody in. */
class DamagedTokenTest {
    /** Printed with each failure, so that it can be repeated. */
    private static final long SEED = 20261122;

    private static final int ROUNDS = 6_000;

    private final TestService web = TestService.at(new MutableClock(Instant.parse("2026-11-22T12:00:00Z")));
    private final Acceptor acceptor = web.acceptor();

    @Test
    @Tag("A-031")
    void aTokenCutAnywhereIsRefused() {
        for (byte[] token : tokens()) {
            for (int length = 0; length < token.length; length++) {
                assertThat(acceptor.accept(Arrays.copyOf(token, length)))
                        .as("cut to %d", length)
                        .isInstanceOf(Login.Refused.class);
            }
        }
    }

    @Test
    @Tag("A-031")
    void aTokenWithARandomFaultIsAnsweredAndLetsNobodyElseIn() {
        Random random = new Random(SEED);
        List<byte[]> seeds = tokens();
        Set<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(seeds.get(round % seeds.size()), random);
            Login login = acceptor.accept(damaged);
            // Octets that nothing depends on, such as the clear name in the ticket, may change; the caller may not.
            if (login instanceof Login.Accepted accepted) {
                assertThat(accepted.caller().principal())
                        .as("seed %d round %d", SEED, round)
                        .isEqualTo(TestService.ALICE);
            } else if (login instanceof Login.Refused refused) {
                met.add(refused.reason());
            }
        }
        assertThat(met)
                .contains(
                        RefusalReason.NOT_A_TOKEN,
                        RefusalReason.WRONG_MECHANISM,
                        RefusalReason.WRONG_KEY,
                        RefusalReason.AUTHENTICATOR_ALTERED);
    }

    @Test
    void randomOctetsAreNoToken() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 0 && round % 2 == 0) {
                noise[0] = 0x60;
            }
            assertThat(acceptor.accept(noise)).isInstanceOf(Login.Refused.class);
        }
    }

    private List<byte[]> tokens() {
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE);
        return List.of(
                draft.token(),
                new SpnegoInitiator(draft.initiator(TestService.MUTUAL)).firstToken(),
                new SpnegoInitiator(draft.initiator(TestService.MUTUAL), List.of(MechanismId.NTLMSSP, MechanismId.KRB5))
                        .firstToken());
    }

    private static byte[] damaged(byte[] token, Random random) {
        byte[] damaged = token.clone();
        int faults = 1 + random.nextInt(3);
        for (int i = 0; i < faults; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> damaged = without(damaged, at);
                default -> damaged = Arrays.copyOf(damaged, damaged.length + random.nextInt(5));
            }
        }
        return damaged;
    }

    private static byte[] without(byte[] octets, int at) {
        byte[] less = new byte[octets.length - 1];
        System.arraycopy(octets, 0, less, 0, at);
        System.arraycopy(octets, at + 1, less, at, less.length - at);
        return less;
    }
}
