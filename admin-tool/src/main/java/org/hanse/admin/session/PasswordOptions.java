package org.hanse.admin.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.protocol.wire.SecretBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --password-file} and {@code --password-stdin}, else a prompt. Passwords never come from an argument. */
@Command
public final class PasswordOptions {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "Read the password from FILE; one trailing newline is dropped. A file that group or others can"
                            + " read is refused; a pipe or a /dev/fd path is fine.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--password-stdin",
            description = "Read the password from standard input, up to its end; one trailing newline is dropped.")
    boolean stdin;

    /** Whether the command line says where the password is; if not, {@link #read} asks for it. */
    public boolean isGiven() {
        return stdin || file.isPresent();
    }

    /**
     * A password that is about to be set: asked for twice at a terminal.
     *
     * @param whose what the prompt names
     * @throws UsageFailure if no option is given and nobody can be asked
     */
    public SecretBytes readNew(Surroundings here, String whose) throws CommandFailure, IOException {
        Optional<SecretBytes> given = given(here);
        if (given.isPresent()) {
            return given.get();
        }
        SecretBytes first = asked(here, "Password for " + whose + ": ");
        SecretBytes again = asked(here, "Again, to be sure: ");
        if (!first.equals(again)) {
            throw new CommandFailure("the two passwords differ", "try again");
        }
        return first;
    }

    /** The password of an existing principal: asked for once at a terminal. */
    public SecretBytes read(Surroundings here, String whose) throws CommandFailure, IOException {
        Optional<SecretBytes> given = given(here);
        return given.isPresent() ? given.get() : asked(here, "Password for " + whose + ": ");
    }

    /** The password that an option points to; empty when there is no such option. */
    public Optional<SecretBytes> given(Surroundings here) throws CommandFailure, IOException {
        if (stdin && file.isPresent()) {
            throw new UsageFailure("--password-file and --password-stdin exclude each other", "give one of them");
        }
        if (stdin) {
            return Optional.of(fromStream(here.in(), "standard input"));
        }
        if (file.isPresent()) {
            return Optional.of(SecretFiles.read(file.get()));
        }
        return Optional.empty();
    }

    private static SecretBytes asked(Surroundings here, String prompt) throws CommandFailure {
        return asked(here, prompt, "--password-file or --password-stdin");
    }

    /** @param options what says it otherwise, for who cannot be asked */
    static SecretBytes asked(Surroundings here, String prompt, String options) throws CommandFailure {
        char[] typed = here.prompt()
                .ask(prompt)
                .orElseThrow(() -> new UsageFailure("no password given and no terminal to ask at", "give " + options));
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        Arrays.fill(typed, '\0');
        byte[] utf8 = new byte[encoded.remaining()];
        encoded.get(utf8).clear();
        encoded.put(new byte[encoded.capacity()]);
        SecretBytes password = SecretBytes.takeOver(utf8);
        if (password.length() == 0) {
            throw new CommandFailure("the password is empty", "type one");
        }
        return password;
    }

    static SecretBytes fromStream(InputStream in, String source) throws CommandFailure, IOException {
        return SecretFiles.password(in.readNBytes(SecretFiles.LONGEST + 1), source);
    }
}
