package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.RequestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the fuzz target begins with good requests, and reaches what lies behind seals; and a little fuzzing without a fuzzer. */
@Timeout(60)
class RequestFuzzTest {
    private static final int PROGRAMS = 20_000;

    private final RequestFuzz fuzz = new RequestFuzz();

    @ParameterizedTest
    @EnumSource(RequestSeed.class)
    void anUnbentRequestIsServed(RequestSeed seed) {
        RequestRecord record =
                fuzz.answered(new byte[] {(byte) seed.ordinal(), 0}).orElseThrow();

        if (seed == RequestSeed.AS_FIRST) {
            assertThat(record.refused()).contains(Reason.PREAUTH_REQUIRED);
        } else {
            assertThat(record.refused()).as(record.toString()).isEmpty();
            assertThat(record.issued()).isPresent();
        }
    }

    @Test
    @Tag("K-015")
    void bentRequestsAreServedOrRefusedForManyReasons() {
        Random random = new Random(4120);
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        int issued = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            byte[] program = new byte[2 + random.nextInt(40)];
            random.nextBytes(program);
            // Few changes per message, or hardly any message would be read.
            for (int at = 2; at + 4 <= program.length; at += 4 + (program[at + 3] & 0xFF)) {
                program[at + 3] = (byte) random.nextInt(12);
            }
            Optional<RequestRecord> record = fuzz.answered(program);
            record.flatMap(RequestRecord::refused).ifPresent(reasons::add);
            issued += record.flatMap(RequestRecord::issued).isPresent() ? 1 : 0;
        }
        assertThat(issued).isGreaterThan(PROGRAMS / 100);
        assertThat(reasons)
                .contains(
                        Reason.REQUEST_MALFORMED,
                        Reason.TIMESTAMP_MALFORMED,
                        Reason.TIMESTAMP_SKEW,
                        Reason.AP_REQ_MALFORMED,
                        Reason.AUTHENTICATOR_CLIENT_MISMATCH,
                        Reason.AUTHORIZATION_DATA_MALFORMED,
                        Reason.TGT_EXPIRED);
    }
}
