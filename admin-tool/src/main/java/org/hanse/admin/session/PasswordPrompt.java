package org.hanse.admin.session;

import java.util.Optional;

/** Asks a person for a password without echo. */
@FunctionalInterface
public interface PasswordPrompt {
    /** Nobody is there to be asked. */
    PasswordPrompt NOBODY = prompt -> Optional.empty();

    /** The terminal of this process, if it has one. */
    static PasswordPrompt terminal() {
        return prompt -> Optional.ofNullable(System.console()).map(console -> console.readPassword("%s", prompt));
    }

    /**
     * @param prompt shown as it is, without a newline
     * @return what was typed, or empty when there is no terminal; the caller erases the array
     */
    Optional<char[]> ask(String prompt);
}
