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
    /** In octets. Whoever has the file guesses for as long as they like; Argon2id makes a guess dear, not impossible. */
    private static final int SHORTEST = 12;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description =
                    "Read the passphrase from FILE; one trailing newline is dropped. A file that group or others can"
                            + " read is refused; a pipe or a /dev/fd path is fine. Default: ask at the terminal.")
    Optional<Path> file = Optional.empty();

    public boolean isGiven() {
        return file.isPresent();
    }

    /**
     * One that is about to be set: asked for twice at a terminal.
     *
     * @throws CommandFailure also if it is too short
     */
    public SecretBytes readNew(Surroundings here, String whose) throws CommandFailure, IOException {
        if (file.isPresent()) {
            return longEnough(SecretFiles.read(file.get()));
        }
        SecretBytes first = PasswordOptions.asked(here, "Passphrase for " + whose + ": ", "--passphrase-file");
        if (!first.equals(PasswordOptions.asked(here, "Again, to be sure: ", "--passphrase-file"))) {
            throw new CommandFailure("the two passphrases differ", "try again");
        }
        return longEnough(first);
    }

    private static SecretBytes longEnough(SecretBytes passphrase) throws CommandFailure {
        if (passphrase.length() < SHORTEST) {
            throw new CommandFailure(
                    "the passphrase is shorter than " + SHORTEST + " characters",
                    "take some words that nobody would put together");
        }
        return passphrase;
    }

    /** The one that was set. */
    public SecretBytes read(Surroundings here, String whose) throws CommandFailure, IOException {
        return file.isPresent()
                ? SecretFiles.read(file.get())
                : PasswordOptions.asked(here, "Passphrase for " + whose + ": ", "--passphrase-file");
    }
}
