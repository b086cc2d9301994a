package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.PassphraseOption;
import org.hanse.admin.session.SqliteStores;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmBackup;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse realm backup}. */
@Command(
        header = "Back a realm up into one encrypted file.",
        description = {
            "Writes all that the realm is into FILE: principals, keys, trusts, the master key, settings, administrators and"
                    + " certificates; not the log. Servers go on meanwhile; what is in FILE is the realm as it was at one"
                    + " moment. It is encrypted under the passphrase (Argon2id, AES-256-GCM), and called done only when it"
                    + " has been restored into a scratch folder in the home and every key of it opened. That takes room for"
                    + " twice the store.",
            "",
            "Whoever has FILE and the passphrase has every key of the realm; without the passphrase nobody has anything,"
                    + " you neither. Keep the two apart.",
            "",
            "JSON: realm file made principals octets leftOut.",
            ""
        },
        footer = {"  hanse realm backup -o /backup/realm-$(date +%%F).hanse --passphrase-file backup.pass"})
final class RealmBackupCommand implements HanseCommand {
    @Option(names = "-o", paramLabel = "FILE", required = true, description = "The file to make. It must not be there.")
    Path file;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Path folder = home.folder(here);
        CopyProgress progress = new CopyProgress(here);
        try {
            RealmBackup.Backup done = new RealmBackup(new SqliteStores(here), here.clock(), here.random())
                    .back(folder, file, passphrase.readNew(here, "the backup"), progress);
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

    private String text(RealmBackup.Backup done) {
        String leftOut = done.leftOut().isEmpty() ? "" : "; left out: " + String.join(", ", done.leftOut());
        return "backed up realm " + done.realm() + " into " + file + ": " + done.principals() + " principals, "
                + done.octets() + " octets; it was restored once to see that it can be" + leftOut;
    }

    private Map<String, Object> json(RealmBackup.Backup done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("realm", done.realm().value());
        json.put("file", file.toString());
        json.put("made", done.made());
        json.put("principals", done.principals());
        json.put("octets", done.octets());
        json.put("leftOut", done.leftOut());
        return json;
    }
}
