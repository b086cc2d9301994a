package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.PassphraseOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.document.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse realm export-recovery-key}. */
@Command(
        header = "Put the realm's recovery key into a file for a safe.",
        description = {
            "Other realms know this one by its signing key, which lies in the store. Whoever steals it could pass for the realm and"
                    + " give it to himself for ever, if it were not for the recovery key: for 72 hours a document signed by that"
                    + " beats his. So it should be where the signing key is not. This writes it into FILE under the passphrase"
                    + " (Argon2id, AES-256-GCM), reads FILE again, and takes the key out of the store.",
            "",
            "Put FILE on a medium without a network, and the passphrase elsewhere. Without the two nobody can take the realm back;"
                    + " nothing else needs them. Backups that were made before still hold the key.",
            ""
        },
        footer = {
            "  hanse realm export-recovery-key -o /media/safe/luebeck.recovery",
            "  hanse realm export-recovery-key -o /media/safe/luebeck.recovery --passphrase-file safe.pass"
        })
final class RealmExportRecoveryKeyCommand implements HanseCommand {
    @Option(names = "-o", paramLabel = "FILE", required = true, description = "The file to make. It must not be there.")
    Path file;

    @Option(names = "--keep", description = "Leave the key in the store too.")
    boolean keep;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (RealmSession realm = home.open(here)) {
            Fingerprint written = realm.recoveryKey().export(file, passphrase.readNew(here, "the recovery key"), keep);
            here.out()
                    .println("the recovery key of " + realm.realm() + ", " + written.grouped() + ", is in " + file
                            + (keep ? " and in the store" : " and not in the store any more"));
        }
        return 0;
    }
}
