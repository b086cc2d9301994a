package org.hanse.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One program to run, with its arguments, environment and standard input. A copy is made by each method, so that a
 * half-built command can be kept and used again.
 */
final class Command {
    /** Long enough for a cold JVM on a busy machine with two cores. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final List<String> words;
    private final Map<String, String> environment;
    private final String input;

    private Command(List<String> words, Map<String, String> environment, String input) {
        this.words = List.copyOf(words);
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    static Command of(String program, String... arguments) {
        return new Command(List.of(program), Map.of(), "").with(arguments);
    }

    Command with(String... arguments) {
        List<String> more = new ArrayList<>(words);
        more.addAll(Arrays.asList(arguments));
        return new Command(more, environment, input);
    }

    Command env(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Command(words, more, input);
    }

    Command env(Map<String, String> values) {
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(values);
        return new Command(words, more, input);
    }

    /** The text that the program reads from its standard input, as from a pipe. */
    Command typing(String text) {
        return new Command(words, environment, text);
    }

    /** Runs to the end and returns how it ended, whatever that is. */
    Outcome run() {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            try {
                Process process = builder()
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                try (var keyboard = process.outputWriter()) {
                    keyboard.write(input);
                } catch (IOException closedByTheProgram) {
                    // A program that does not read its input is judged by its exit code.
                }
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    kill(process);
                    throw new AssertionError(this + " did not end within " + LIMIT.toSeconds() + " s\n"
                            + Files.readString(out) + Files.readString(err));
                }
                return new Outcome(toString(), process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs to the end and fails unless the program ended well. */
    Outcome succeeds() {
        Outcome outcome = run();
        if (outcome.exit() != 0) {
            throw new AssertionError("expected success: " + outcome);
        }
        return outcome;
    }

    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        // The tests' own environment must not lend a realm, a cache or a home to the program.
        builder.environment().keySet().removeIf(name -> name.startsWith("KRB5") || name.startsWith("HANSE_HOME"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Kills with SIGKILL, the program's own children first; nothing else is touched. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /**
     * How a program ended.
     *
     * @param command what was run
     * @param exit its exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Outcome(String command, int exit, String out, String err) {
        /** Both streams: stock tools differ in which one they complain on. */
        String text() {
            return out + err;
        }

        @Override
        public String toString() {
            return command + "\nexit " + exit + "\n" + out + err;
        }
    }
}
