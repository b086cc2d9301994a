package org.hanse.admin.output;

/**
 * A command that was understood and could not be done: {@code error: <what>; <cure>} on stderr, exit 1. Carries no stack
 * trace, since it tells a person what to do and not a developer where we were.
 */
public class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String cure;

    /**
     * @param what what went wrong, without a final stop
     * @param cure what to do about it
     */
    public CommandFailure(String what, String cure) {
        super(what + "; " + cure, null, false, false);
        this.what = what;
        this.cure = cure;
    }

    /** From a failure of another room, whose message is for people already: {@code what; cure}. */
    public static CommandFailure of(Exception told) {
        String message = String.valueOf(told.getMessage());
        int split = message.indexOf("; ");
        return split < 0
                ? new CommandFailure(message, "see hanse --help")
                : new CommandFailure(message.substring(0, split), message.substring(split + 2));
    }

    public final String what() {
        return what;
    }

    public final String cure() {
        return cure;
    }

    public int exitCode() {
        return 1;
    }
}
