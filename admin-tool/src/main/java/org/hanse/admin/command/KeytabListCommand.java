package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.session.Surroundings;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse keytab list}. */
@Command(
        header = "List what a keytab holds.",
        description = {
            "Shows principal, kvno, enctype and time of each key in FILE, but no key.",
            "",
            "JSON: an array of principal kvno enctype timestamp.",
            ""
        },
        footer = {"  hanse keytab list /etc/krb5.keytab"})
final class KeytabListCommand implements HanseCommand {
    @Parameters(paramLabel = "FILE", description = "The keytab.")
    Path file;

    @Mixin
    JsonOption json = new JsonOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        List<KeytabEntry> entries = Keytab.read(file).entries();
        if (json.isWanted()) {
            List<Object> all = new ArrayList<>();
            for (KeytabEntry entry : entries) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("principal", entry.principal().toString());
                one.put("kvno", entry.kvno().value());
                one.put("enctype", entry.key().etype().toString());
                one.put("timestamp", entry.timestamp());
                all.add(one);
            }
            Json.print(here.out(), all);
        } else {
            Table table = new Table("KVNO", "PRINCIPAL", "ENCTYPE", "WRITTEN");
            for (KeytabEntry entry : entries) {
                table.row(
                        entry.kvno().toString(),
                        entry.principal().toString(),
                        entry.key().etype().toString(),
                        entry.timestamp().toString());
            }
            table.print(here.out(), here.colour());
        }
        return 0;
    }
}
