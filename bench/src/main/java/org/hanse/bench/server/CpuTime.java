package org.hanse.bench.server;

import java.time.Duration;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * CPU time that a process has used since it was started.
 *
 * @param total of all its threads, those that ended too
 * @param user in user space, of the threads that serve: neither the JVM's own nor those that write logs
 * @param kernel of the same threads in the kernel
 * @param compiler of the JVM's compilers
 * @param collector of its collector and of the thread that does its other work in pauses
 * @param log of the threads that write logs
 */
public record CpuTime(
        Duration total, Duration user, Duration kernel, Duration compiler, Duration collector, Duration log) {
    /** By name, since the kernel knows no more of a thread; it keeps fifteen letters. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Comp.*");

    private static final Pattern COLLECTOR = Pattern.compile("GC .*|G1 .*|VM Thread");
    private static final Pattern LOG = Pattern.compile("(?i).*(log|audit).*");

    public CpuTime minus(CpuTime earlier) {
        return each(earlier, Duration::minus);
    }

    public CpuTime plus(CpuTime more) {
        return each(more, Duration::plus);
    }

    private CpuTime each(CpuTime other, BinaryOperator<Duration> operation) {
        return new CpuTime(
                operation.apply(total, other.total),
                operation.apply(user, other.user),
                operation.apply(kernel, other.kernel),
                operation.apply(compiler, other.compiler),
                operation.apply(collector, other.collector),
                operation.apply(log, other.log));
    }

    /** A live thread's; it is not in the total. */
    static CpuTime ofThread(String name, Duration user, Duration kernel) {
        Duration both = user.plus(kernel);
        Duration none = Duration.ZERO;
        if (COMPILER.matcher(name).matches()) {
            return new CpuTime(none, none, none, both, none, none);
        }
        if (COLLECTOR.matcher(name).matches()) {
            return new CpuTime(none, none, none, none, both, none);
        }
        if (LOG.matcher(name).matches()) {
            return new CpuTime(none, none, none, none, none, both);
        }
        return new CpuTime(none, user, kernel, none, none, none);
    }

    static CpuTime ofProcess(Duration total) {
        return new CpuTime(total, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
