package org.hanse.kdc.health;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import org.hanse.kdc.audit.MetricsText;

/** What the process and its JVM take of the machine. The names are those that Prometheus' own clients use. */
public final class ProcessFigures {
    private ProcessFigures() {}

    /** @param version of this program */
    public static void write(MetricsText text, String version) {
        text.gauge("hanse_build_info", "1, with what this is.")
                .sample("hanse_build_info", 1, "version", version, "java", System.getProperty("java.version", ""));
        text.gauge("process_start_time_seconds", "When the process began, in seconds since 1970.")
                .sample(
                        "process_start_time_seconds",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean unix) {
            text.counter("process_cpu_seconds_total", "Processor time, user and system.")
                    .sample("process_cpu_seconds_total", unix.getProcessCpuTime() / 1e9);
            text.gauge("process_open_fds", "Open files and sockets.")
                    .sample("process_open_fds", unix.getOpenFileDescriptorCount());
            text.gauge("process_max_fds", "How many files and sockets may be open.")
                    .sample("process_max_fds", unix.getMaxFileDescriptorCount());
        }
        memory(text);
        text.gauge("jvm_threads_current", "Threads.")
                .sample(
                        "jvm_threads_current",
                        ManagementFactory.getThreadMXBean().getThreadCount());
        collectors(text);
    }

    private static void memory(MetricsText text) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        text.gauge("jvm_memory_used_bytes", "Memory in use.")
                .sample("jvm_memory_used_bytes", heap.getUsed(), "area", "heap")
                .sample("jvm_memory_used_bytes", other.getUsed(), "area", "nonheap");
        text.gauge("jvm_memory_max_bytes", "How much memory may be in use.")
                .sample("jvm_memory_max_bytes", heap.getMax(), "area", "heap");
    }

    private static void collectors(MetricsText text) {
        text.counter("jvm_gc_seconds_total", "Time that the collectors took, by collector.");
        for (GarbageCollectorMXBean one : ManagementFactory.getGarbageCollectorMXBeans()) {
            text.sample("jvm_gc_seconds_total", one.getCollectionTime() / 1e3, "gc", one.getName());
        }
        text.counter("jvm_gc_total", "Collections, by collector.");
        for (GarbageCollectorMXBean one : ManagementFactory.getGarbageCollectorMXBeans()) {
            text.sample("jvm_gc_total", one.getCollectionCount(), "gc", one.getName());
        }
    }
}
