package org.hanse.admin.output;

/** Wrong usage: the arguments make no command. One line on stderr, exit 2. */
public final class UsageFailure extends CommandFailure {
    private static final long serialVersionUID = 1L;

    public UsageFailure(String what, String cure) {
        super(what, cure);
    }

    @Override
    public int exitCode() {
        return 2;
    }
}
