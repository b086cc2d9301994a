package org.hanse.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of the machine. */
public final class MachineFacts {
    private MachineFacts() {}

    public static double loadAverage() {
        return Double.parseDouble(read("/proc/loadavg").split(" ")[0]);
    }

    public static Report.Machine with(double loadBefore) {
        String cpu = read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("an unnamed CPU");
        return new Report.Machine(
                cpu,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                loadBefore,
                loadAverage());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException notLinux) {
            return "0 ";
        }
    }
}
