package org.hanse.admin.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.ProgressBar;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.ImportOperation;
import org.hanse.kdc.admin.operation.ImportOperation.Lines;
import org.hanse.kdc.realm.PrincipalImport;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse principal import}. */
@Command(
        header = "Add many principals from a file.",
        description = {
            "Reads FILE, one JSON object per line, and adds a principal for each: name, and one of password, keys and"
                    + " randomKey; further flags expires passwordExpires maxLife maxRenew policy attributes, with values as"
                    + " the options of hanse principal add take them. krbtgt/PEER@THIS and krbtgt/THIS@PEER become keys of"
                    + " the trust with PEER.",
            "",
            "Good lines stay. Bad ones are reported on stderr as \"line N: WHAT\" and give exit 1.",
            ""
        },
        footer = {
            "  hanse principal import people.jsonl",
            "where people.jsonl holds lines such as",
            "  {\"name\": \"u1\", \"password\": \"...\"}",
            "  {\"name\": \"u2\", \"keys\": [{\"kvno\": 1, \"enctype\": \"aes256-cts-hmac-sha1-96\", \"key\": \"HEX\",",
            "   \"salt\": \"LUEBECK.EXAMPLEu2\"}], \"flags\": [\"+requires_preauth\"]}",
            "each of them on one line."
        })
final class PrincipalImportCommand implements HanseCommand {
    @Parameters(paramLabel = "FILE", description = "The file to read; - is standard input.")
    String file;

    @Option(
            names = "--update",
            description = "Give principals that are there the new keys, under a new kvno, and the other values.")
    boolean update;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        boolean stdin = file.equals("-");
        Path path = Path.of(file);
        if (!stdin && !Files.exists(path)) {
            throw new CommandFailure("the file " + file + " does not exist", "check the path");
        }
        if (!stdin && Files.isDirectory(path)) {
            throw new CommandFailure(file + " is a folder", "name a file");
        }
        try (Desk desk = home.desk(here);
                InputStream octets = stdin ? here.in() : Files.newInputStream(path)) {
            Run run = new Run(desk, new ImportLines(desk.realm(), here), here);
            ProgressBar bar = new ProgressBar(here.err(), here.progress(), stdin ? 0 : Files.size(path));
            run.readAll(new BufferedReader(new InputStreamReader(octets, StandardCharsets.UTF_8)), bar);
            bar.done();
            return run.result();
        }
    }

    /** The state of one run. */
    private final class Run {
        private final Desk desk;
        private final ImportLines lines;
        private final Surroundings here;
        private final List<ImportOperation.Line> batch = new ArrayList<>();
        private final Map<Long, String> bad = new TreeMap<>();
        private long read;
        private long failed;

        private Run(Desk desk, ImportLines lines, Surroundings here) {
            this.desk = desk;
            this.lines = lines;
            this.here = here;
        }

        private void readAll(BufferedReader reader, ProgressBar bar) throws CommandFailure, RealmFailure, IOException {
            long number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                bar.advance(text.length() + 1L);
                if (text.isBlank()) {
                    continue;
                }
                read++;
                try {
                    batch.add(lines.read(number, text));
                } catch (ImportLines.BadLine wrong) {
                    bad.put(number, String.valueOf(wrong.getMessage()));
                }
                if (batch.size() == PrincipalImport.BATCH) {
                    flush(bar);
                }
            }
            flush(bar);
        }

        private void flush(ProgressBar bar) throws CommandFailure, RealmFailure, IOException {
            if (!batch.isEmpty()) {
                desk.ask(ImportOperation.IMPORT, new Lines(batch, update))
                        .bad()
                        .forEach(line -> bad.put(line.number(), line.what()));
            }
            batch.clear();
            if (!bad.isEmpty()) {
                bar.clear();
                bad.forEach((number, what) -> here.err().println("line " + number + ": " + what));
            }
            failed += bad.size();
            bad.clear();
        }

        private int result() throws CommandFailure {
            here.out().println("imported " + (read - failed) + " of " + read + " principals");
            if (failed > 0) {
                throw new CommandFailure(
                        failed + " of " + read + " lines could not be imported",
                        "mend the lines reported above and import them again");
            }
            return 0;
        }
    }
}
