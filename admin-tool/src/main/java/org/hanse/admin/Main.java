package org.hanse.admin;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.hanse.admin.command.CommandTable;
import org.hanse.admin.session.PasswordPrompt;
import org.hanse.admin.session.Surroundings;

/** The entry point of {@code hanse}: wires the process to {@link Dispatch}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Map<String, String> env = System.getenv();
        // The launcher looks at the descriptors; Java 17 can only tell whether stdin and stdout both are terminals.
        boolean outIsTerminal = Boolean.getBoolean("hanse.stdout.terminal");
        boolean errIsTerminal = Boolean.getBoolean("hanse.stderr.terminal");
        Surroundings here = new Surroundings(
                System.in,
                out,
                err,
                env,
                Clock.systemUTC(),
                new LateRandom(),
                PasswordPrompt.terminal(Boolean.getBoolean("hanse.stdin.terminal")),
                outIsTerminal && env.getOrDefault("NO_COLOR", "").isEmpty(),
                errIsTerminal);
        int code = new Dispatch(CommandTable.hanse()).run(args, here);
        out.flush();
        err.flush();
        // Also ends threads that a library may have left behind. Not System.exit: it makes a logger for itself first,
        // 10 ms on JDK 25. No
        // command leaves anything to a shutdown hook.
        Runtime.getRuntime().halt(code);
    }

    /** Runs a command in this process, with the real clock and without a terminal: for tests and for embedding. */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(args, in, out, err, System.getenv());
    }

    /** As {@link #run(String[], InputStream, PrintStream, PrintStream)} with another environment. */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
        Surroundings here = new Surroundings(
                in, out, err, env, Clock.systemUTC(), new SecureRandom(), PasswordPrompt.NOBODY, false, false);
        return new Dispatch(CommandTable.hanse()).run(args, here);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), true, StandardCharsets.UTF_8);
    }
}
