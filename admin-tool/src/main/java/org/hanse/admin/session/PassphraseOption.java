package org.hanse.admin.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.protocol.wire.SecretBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --passphrase-file}, else a prompt: what protects a file that leaves the machine. */
@Command
public final class PassphraseOption {
    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "Read the passphrase from FILE; one trailing newline is dropped. A file that group or others can"
                            + " read is refused; a pipe or a /dev/fd path is fine. Default: ask at the terminal.")
    Optional<Path> file = Optional.empty();

    /** One that is about to be set: asked for twice at a terminal. */
    public SecretBytes readNew(Surroundings here, String whose) throws CommandFailure, IOException {
        if (file.isPresent()) {
            return SecretFiles.read(file.get());
        }
        SecretBytes first = PasswordOptions.asked(here, "Passphrase for " + whose + ": ", "--passphrase-file");
        if (!first.equals(PasswordOptions.asked(here, "Again, to be sure: ", "--passphrase-file"))) {
            throw new CommandFailure("the two passphrases differ", "try again");
        }
        return first;
    }

    /** The one that was set. */
    public SecretBytes read(Surroundings here, String whose) throws CommandFailure, IOException {
        return file.isPresent()
                ? SecretFiles.read(file.get())
                : PasswordOptions.asked(here, "Passphrase for " + whose + ": ", "--passphrase-file");
    }
}
