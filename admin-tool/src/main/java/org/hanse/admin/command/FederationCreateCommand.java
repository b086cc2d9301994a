package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.PassphraseOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.FederationFolder;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse federation create}. */
@Command(
        header = "Make a federation: its key, and a list without members.",
        description = {
            "Makes DIR, the folder of a federation's clerk: the key that signs its lists, the draft of the next one, later the"
                    + " newest list. No realm is needed for it, and none should be near: whoever has the key can say who is a"
                    + " member. Keep DIR off the network, and a copy of it elsewhere.",
            "",
            "What the members of the federation get is the fingerprint that is printed, by a way that nobody can change, and"
                    + " the place where the signed list is published.",
            ""
        },
        footer = {"  hanse federation create north --name north.example"})
final class FederationCreateCommand implements HanseCommand {
    @Parameters(
            paramLabel = "DIR",
            description = "The folder to make. It must not exist, or be empty. Its mode is 0700.")
    Path folder;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "The name of the federation, written like a DNS domain in lower case; it need not be one.")
    String name;

    @Option(
            names = "--plain",
            description = "Keep the key without a passphrase, in a file that only its owner can read.")
    boolean plain;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if (plain && passphrase.isGiven()) {
            throw new UsageFailure("--plain and --passphrase-file exclude each other", "give one of them");
        }
        Optional<SecretBytes> secret =
                plain ? Optional.empty() : Optional.of(passphrase.readNew(here, "the key of " + name));
        Fingerprint key = new FederationFolder(folder).create(name, secret, here.random());
        here.out().println("made federation " + name + " in " + folder + "; realms join it by the fingerprint");
        here.out().println(key.grouped());
        return 0;
    }
}
