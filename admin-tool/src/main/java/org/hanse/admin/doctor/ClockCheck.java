package org.hanse.admin.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Whether the clock can be right. That it is so only a time service can tell. */
final class ClockCheck {
    private static final String CHECK = "clock";

    /** What runs where a time service does: systemd-timesyncd once it has set the clock, chrony, ntpd and its heirs. */
    private static final List<String> SIGNS =
            List.of("systemd/timesync/synchronized", "chrony", "chronyd.pid", "ntpd.pid", "openntpd.pid", "ntpsec");

    private ClockCheck() {}

    /**
     * @param newest when the store was changed last
     * @param run where services leave their signs, {@code /run}
     */
    static List<Finding> of(Instant now, Instant newest, Path run) {
        if (now.isBefore(newest)) {
            return List.of(Finding.fail(
                    CHECK,
                    "the clock says " + seconds(now) + ", and the store was changed at " + seconds(newest)
                            + ", which is later",
                    "set the clock by a time service; if it is right now, it was ahead then, and this will pass"));
        }
        if (SIGNS.stream().map(run::resolve).noneMatch(Files::exists)) {
            return List.of(Finding.warn(
                    CHECK,
                    "the clock says " + seconds(now) + ", and there is no sign of a time service",
                    "run chrony, systemd-timesyncd or ntpd here, unless the machine around this one does"));
        }
        return List.of(Finding.ok(CHECK, "the clock says " + seconds(now) + ", and a time service runs"));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
