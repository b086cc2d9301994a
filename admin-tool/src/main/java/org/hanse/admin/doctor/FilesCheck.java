package org.hanse.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hanse.admin.doctor.Finding.Level;

/** Who else than the server's user may read or change a realm's files. */
final class FilesCheck {
    private static final String CHECK = "files";

    /**
     * @param file in the realm home
     * @param most what may be allowed
     */
    private record Rule(String file, String most, Level level, String chmod) {}

    private static final List<Rule> RULES = List.of(
            new Rule(".", "rwxr-x---", Level.FAIL, "700"),
            new Rule("master.key", "rw-------", Level.FAIL, "600"),
            new Rule("store.db", "rw-------", Level.FAIL, "600"),
            new Rule("store.db-wal", "rw-------", Level.FAIL, "600"),
            new Rule("tls/ca.key", "rw-------", Level.FAIL, "600"),
            new Rule("tls/server.key", "rw-------", Level.FAIL, "600"),
            // Who writes these decides what the server does.
            new Rule("realm.yaml", "rw-r--r--", Level.FAIL, "600"),
            new Rule("admin.acl", "rw-r--r--", Level.FAIL, "600"),
            new Rule("tls/server.pem", "rw-r--r--", Level.FAIL, "644"),
            new Rule("tls/ca.pem", "rw-r--r--", Level.FAIL, "644"),
            // Who asked for what, and when.
            new Rule("log", "rwxr-x---", Level.WARN, "750"));

    private FilesCheck() {}

    static List<Finding> of(Path home) {
        List<Finding> findings = new ArrayList<>();
        try {
            for (Rule rule : RULES) {
                Path file = home.resolve(rule.file).normalize();
                if (Files.exists(file)) {
                    look(rule, file, findings);
                }
            }
        } catch (UnsupportedOperationException noPosix) {
            return List.of(Finding.warn(
                    CHECK, "this file system knows no rights of owner and group", "keep others off this machine"));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    CHECK, "the rights of " + home + " cannot be read", "run as the user that owns the realm home"));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(CHECK, "secrets are their owner's alone, settings are nobody else's to change"))
                : findings;
    }

    private static void look(Rule rule, Path file, List<Finding> findings) throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> tooMany = new HashSet<>(granted);
        tooMany.removeAll(PosixFilePermissions.fromString(rule.most));
        // What the owner may do is the owner's affair.
        tooMany.removeIf(one -> one.name().startsWith("OWNER_"));
        if (!tooMany.isEmpty()) {
            String cure = "chmod " + rule.chmod + " " + file
                    + (rule.file.endsWith(".key") ? ", and make new keys if others could have read it" : "");
            String what =
                    file + " has " + PosixFilePermissions.toString(granted) + ", at most " + rule.most + " is safe";
            findings.add(rule.level == Level.FAIL ? Finding.fail(CHECK, what, cure) : Finding.warn(CHECK, what, cure));
        }
    }
}
