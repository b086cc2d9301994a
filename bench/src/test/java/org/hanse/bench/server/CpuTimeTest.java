package org.hanse.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread's time goes where its name belongs, and nowhere twice. */
class CpuTimeTest {
    private static final Duration USER = Duration.ofMillis(30);
    private static final Duration KERNEL = Duration.ofMillis(10);
    private static final Duration BOTH = Duration.ofMillis(40);

    @ParameterizedTest
    @ValueSource(strings = {"C2 CompilerThre", "C1 CompilerThre"})
    void compilersAreTold(String name) {
        CpuTime time = CpuTime.ofThread(name, USER, KERNEL);

        assertThat(time.compiler()).isEqualTo(BOTH);
        assertThat(time.user().plus(time.kernel()).plus(time.collector()).plus(time.log()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GC Thread#0", "G1 Service", "VM Thread"})
    void collectorsAreTold(String name) {
        assertThat(CpuTime.ofThread(name, USER, KERNEL).collector()).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Log4j2-TF-1-Asy", "audit-writer"})
    void writersOfLogsAreTold(String name) {
        assertThat(CpuTime.ofThread(name, USER, KERNEL).log()).isEqualTo(BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp-127.0.0.1:8", "NioProcessor-1", "krb5kdc"})
    void theOthersServe(String name) {
        CpuTime time = CpuTime.ofThread(name, USER, KERNEL);

        assertThat(time.user()).isEqualTo(USER);
        assertThat(time.kernel()).isEqualTo(KERNEL);
    }

    @Test
    void whatWasUsedBetweenTwoLooksIsTheirDifference() {
        CpuTime earlier = CpuTime.ofProcess(Duration.ofSeconds(1)).plus(CpuTime.ofThread("udp", USER, KERNEL));
        CpuTime later = earlier.plus(CpuTime.ofThread("C2 CompilerThre", USER, KERNEL));

        assertThat(later.minus(earlier)).isEqualTo(CpuTime.ofThread("C2 CompilerThre", USER, KERNEL));
    }
}
