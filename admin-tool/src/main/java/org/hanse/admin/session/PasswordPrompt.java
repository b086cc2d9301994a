package org.hanse.admin.session;

import java.io.Console;
import java.util.Optional;

/** Asks a person for a password without echo. */
@FunctionalInterface
public interface PasswordPrompt {
    /** Nobody is there to be asked. */
    PasswordPrompt NOBODY = prompt -> Optional.empty();

    /**
     * The terminal of this process, if it has one.
     *
     * @param stdinIsTerminal whether somebody is there even when stdout goes elsewhere
     */
    @SuppressWarnings("SystemConsoleNull") // the launcher's jdk.console=java.base keeps it null without a terminal
    static PasswordPrompt terminal(boolean stdinIsTerminal) {
        return prompt -> {
            Console console = System.console();
            if (console != null) {
                return Optional.ofNullable(console.readPassword("%s", prompt));
            }
            return stdinIsTerminal ? new ControllingTerminal().ask(prompt) : Optional.empty();
        };
    }

    /**
     * @param prompt shown as it is, without a newline
     * @return what was typed, or empty when there is no terminal; the caller erases the array
     */
    Optional<char[]> ask(String prompt);
}
