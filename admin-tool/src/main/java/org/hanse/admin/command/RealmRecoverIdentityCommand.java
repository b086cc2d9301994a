package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.PassphraseOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.document.RealmIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse realm recover-identity}. */
@Command(
        header = "Take the realm back from whoever has stolen its signing key.",
        description = {
            "Makes new keys for all that the realm signs with, a new recovery key too, and a document that says so, signed by the"
                    + " recovery key. Peers believe it against everything that the old signing key has signed in the last 72"
                    + " hours, and nothing that it signs from then on. Trusts that were suspended for two documents that"
                    + " contradict each other come back. The realm's id stays.",
            "",
            "First keep the thief out of the machine, and give the realm its other keys anew: realm rekey --what master, realm"
                    + " rekey --revoke-old, trust rotate --revoke-old. Peers know within a quarter of an hour, or when you rotate.",
            ""
        },
        footer = {
            "  hanse realm recover-identity --file /media/safe/luebeck.recovery --yes",
            "  hanse realm recover-identity --file /media/safe/luebeck.recovery --passphrase-file safe.pass --yes",
            "  hanse realm recover-identity --yes"
        })
final class RealmRecoverIdentityCommand implements HanseCommand {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "The file of the recovery key. Without it the key in the store is used, if it is there still.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--yes", description = "Do it; without this nothing is done.")
    boolean yes;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        OptionValues.needYes(yes, "end the signing key of the realm, and what it signed in the last three days");
        try (RealmSession realm = home.open(here)) {
            RealmIdentity recovered = file.isPresent()
                    ? realm.recoveryKey()
                            .recover(file.get(), passphrase.read(here, "the recovery key"), realm.documentFacts())
                    : realm.recoveryKey().recover(realm.documentFacts());
            here.out()
                    .println(realm.realm() + " signs with "
                            + recovered.fingerprint().grouped() + " now, in its document of version "
                            + recovered.history().orElseThrow().head().version());
            here.out()
                    .println("its recovery key is " + recovered.recovery().grouped()
                            + " now, in the store: hanse realm export-recovery-key puts it into a file for the safe");
        }
        return 0;
    }
}
