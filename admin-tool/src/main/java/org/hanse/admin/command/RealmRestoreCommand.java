package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.PassphraseOption;
import org.hanse.admin.session.SqliteStores;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmBackup;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse realm restore}. */
@Command(
        header = "Make a realm home of a backup.",
        description = {
            "Makes the folder DIR of what hanse realm backup has written. It appears whole, with every key opened once, or"
                    + " not at all; a file that is cut off, altered or of another passphrase is refused by name.",
            "",
            "New keys get key versions past all that were handed out after the backup, so that no two keys of one name ever"
                    + " have one version. What was changed after the backup is not in it: passwords are what they were, keys"
                    + " that were revoked are back (hanse realm rekey --revoke-old), and services that got new keys need a"
                    + " new keytab. Stop the realm's old servers first: two of them with one realm's keys are two realms.",
            "",
            "JSON: realm home made principals leastKvno.",
            ""
        },
        footer = {"  hanse realm restore --home /etc/hanse -i realm-2026-11-25.hanse --passphrase-file backup.pass"})
final class RealmRestoreCommand implements HanseCommand {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            required = true,
            description = "The folder to make. It must not exist, or be empty.")
    Path home;

    @Option(names = "-i", paramLabel = "FILE", required = true, description = "The backup.")
    Path file;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        CopyProgress progress = new CopyProgress(here);
        try {
            RealmBackup.Restored done = new RealmBackup(new SqliteStores(here), here.clock(), here.random())
                    .restore(file, home, passphrase.read(here, "the backup"), progress);
            progress.done();
            if (json.isWanted()) {
                Json.print(here.out(), json(done));
            } else {
                here.out().println(text(done));
            }
        } finally {
            progress.done();
        }
        return 0;
    }

    private String text(RealmBackup.Restored done) {
        return "restored realm " + done.realm() + " of " + done.made() + " in " + home + ": " + done.principals()
                + " principals; new keys have kvno " + done.leastKvno() + " or higher";
    }

    private Map<String, Object> json(RealmBackup.Restored done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("realm", done.realm().value());
        json.put("home", home.toString());
        json.put("made", done.made());
        json.put("principals", done.principals());
        json.put("leastKvno", done.leastKvno().value());
        return json;
    }
}
