package org.hanse.admin.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.admin.output.LocalTime;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;

/** A keytab as klist shows it: which keys, never what they are. */
final class KeytabListing {
    private KeytabListing() {}

    static void print(PrintStream out, Path path, Keytab keytab, boolean timestamps, boolean etypes) {
        out.println("Keytab name: FILE:" + path);
        out.println(timestamps ? "KVNO Timestamp           Principal" : "KVNO Principal");
        out.println("---- " + (timestamps ? "------------------- " : "") + "-".repeat(timestamps ? 54 : 74));
        for (KeytabEntry entry : keytab.entries()) {
            out.printf(
                    "%4d %s%s%s%n",
                    entry.kvno().value(),
                    timestamps ? LocalTime.text(entry.timestamp()) + " " : "",
                    entry.principal(),
                    etypes ? " (" + entry.key().etype() + ") " : "");
        }
        out.flush();
    }

    static Map<String, Object> asMap(Path path, Keytab keytab) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("keytab", "FILE:" + path);
        List<Map<String, Object>> entries = keytab.entries().stream()
                .map(entry -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("principal", entry.principal().toString());
                    one.put("kvno", entry.kvno().value());
                    one.put("enctype", entry.key().etype().toString());
                    one.put("timestamp", entry.timestamp());
                    return one;
                })
                .toList();
        map.put("entries", entries);
        return map;
    }
}
