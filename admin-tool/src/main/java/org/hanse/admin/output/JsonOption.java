package org.hanse.admin.output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code --json}, for every command that lists, shows or tests. */
@Command
public final class JsonOption {
    @Option(names = "--json", description = "Print one JSON value instead of a table; times are ISO-8601 UTC.")
    boolean json;

    public boolean isWanted() {
        return json;
    }
}
