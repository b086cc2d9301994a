package org.hanse.admin.session;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asks at {@code /dev/tty}, for {@code hanse kinit > file}: Java's console is none when only stdin is a terminal, and reading
 * stdin would show the password while it is typed.
 */
final class ControllingTerminal implements PasswordPrompt {
    private static final Path TTY = Path.of("/dev/tty");

    @Override
    public Optional<char[]> ask(String prompt) {
        Thread restore = new Thread(() -> echo(true));
        // Ctrl-C at the prompt must not leave a terminal that shows nothing.
        Runtime.getRuntime().addShutdownHook(restore);
        try (FileOutputStream out = new FileOutputStream(TTY.toFile());
                FileInputStream in = new FileInputStream(TTY.toFile())) {
            if (!echo(false)) {
                return Optional.empty();
            }
            out.write(prompt.getBytes(StandardCharsets.UTF_8));
            char[] line = line(in);
            out.write('\n');
            return Optional.of(line);
        } catch (IOException nobody) {
            return Optional.empty();
        } finally {
            echo(true);
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private static char[] line(InputStream in) throws IOException {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            typed.write(octet);
        }
        byte[] octets = typed.toByteArray();
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets));
        Arrays.fill(octets, (byte) 0);
        char[] line = new char[text.remaining()];
        text.get(line);
        return line;
    }

    private static boolean echo(boolean on) {
        try {
            return new ProcessBuilder("stty", on ? "echo" : "-echo")
                            .redirectInput(TTY.toFile())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
