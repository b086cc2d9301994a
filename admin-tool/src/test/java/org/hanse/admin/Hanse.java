package org.hanse.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, on a realm home of the test. */
final class Hanse {
    private final Path folder;
    private final Map<String, String> env = new HashMap<>();
    private int secrets;

    private Hanse(Path folder) {
        this.folder = folder;
    }

    static Hanse in(Path folder) {
        return new Hanse(folder);
    }

    /** With a realm LUEBECK.EXAMPLE, which commands work on by HANSE_HOME. */
    static Hanse withRealm(Path folder) {
        Hanse hanse = new Hanse(folder);
        hanse.ok(
                "realm",
                "init",
                "--realm",
                "LUEBECK.EXAMPLE",
                "--home",
                hanse.home().toString(),
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                hanse.secret("admin-password"));
        return hanse.env("HANSE_HOME", hanse.home().toString());
    }

    Path home() {
        return folder.resolve("home");
    }

    Path folder() {
        return folder;
    }

    Hanse env(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** A file that only its owner can read. */
    String secret(String text) {
        return file("secret-" + secrets++, text + "\n", "rw-------").toString();
    }

    Path file(String name, String text, String mode) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Outcome(int exit, String out, String err) {}

    Outcome run(String... args) {
        return typing("", args);
    }

    Outcome typing(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                args,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                env);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The command's stdout; it must succeed and say nothing on stderr. */
    String ok(String... args) {
        Outcome outcome = run(args);
        if (outcome.exit() != 0 || !outcome.err().isEmpty()) {
            throw new AssertionError(String.join(" ", args) + ": " + outcome);
        }
        return outcome.out();
    }

    JsonNode json(String... args) {
        try {
            return new ObjectMapper().readTree(ok(args));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
