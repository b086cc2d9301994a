package org.hanse.admin.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * Everything a command touches of the process it runs in, so that a test can run it without one.
 *
 * @param out flushes after each line
 * @param env the environment
 * @param prompt how to ask for a password
 * @param colour whether tables may use colour: stdout is a terminal and NO_COLOR is not set
 * @param progress whether a progress bar may be drawn on stderr: it is a terminal
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> env,
        Clock clock,
        SecureRandom random,
        PasswordPrompt prompt,
        boolean colour,
        boolean progress) {
    public Surroundings {
        env = Map.copyOf(env);
    }
}
