package org.hanse.admin.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hanse.kdc.config.LogSettings;

/** Whether the server can write its log, and is told to. */
final class LogCheck {
    private static final String CHECK = "log";

    private LogCheck() {}

    static List<Finding> of(Path directory, LogSettings settings) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return List.of(Finding.fail(
                    CHECK,
                    directory + " is no folder",
                    "take it away, or name another with log.directory in realm.yaml"));
        }
        for (Path path : List.of(directory, directory.resolve("kdc.log"), directory.resolve("audit.jsonl"))) {
            if (Files.exists(path) && !Files.isWritable(path)) {
                return List.of(Finding.fail(
                        CHECK,
                        path + " may not be written by this user",
                        "look at its owner, and run as the server's user"));
            }
            if (!path.equals(directory) && Files.isDirectory(path)) {
                return List.of(
                        Finding.fail(CHECK, path + " is a folder", "take it away: the server writes a file there"));
            }
        }
        if (!settings.json() || !settings.text()) {
            return List.of(Finding.warn(
                    CHECK,
                    switchedOff(settings),
                    "set log.text and log.json in realm.yaml to true; hanse explain needs audit.jsonl"));
        }
        return List.of(Finding.ok(CHECK, directory + " can be written"));
    }

    private static String switchedOff(LogSettings settings) {
        if (settings.text()) {
            return "audit.jsonl is switched off";
        }
        return settings.json() ? "the requests in kdc.log are switched off" : "requests are logged nowhere";
    }
}
