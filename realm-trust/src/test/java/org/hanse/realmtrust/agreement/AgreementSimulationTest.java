package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of random courses of events, {@link Schedule}: {@code -Dhanse.schedules=N} for more, {@code -Dhanse.seed=S} for others. */
class AgreementSimulationTest {
    private static final int SCHEDULES = Integer.getInteger("hanse.schedules", 1000);
    private static final long SEED = Long.getLong("hanse.seed", 1);

    @Test
    void whateverHappensNoTicketIsIssuedInVainAndTheRealmsAgreeInTheEnd() {
        long events = 0;
        long messages = 0;
        for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
            Schedule schedule = new Schedule(seed);
            try {
                schedule.run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            events += schedule.events();
            messages += schedule.messages;
        }
        System.out.println(SCHEDULES + " schedules, " + events + " events, " + messages + " messages");
        assertThat(events).isGreaterThan(SCHEDULES * 40L);
    }

    /** 123: a late message was taken for a wrong clock. 851: a removal from before a restore, heard after it, took the keys again. */
    @ParameterizedTest
    @ValueSource(longs = {123, 851, 1392, 6044})
    void whatWasFoundOnceIsMended(long seed) {
        new Schedule(seed).run();
    }
}
