package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;

/**
 * One command. Its class carries picocli's annotations ({@code @Command(header, description, footer)} for the help page,
 * {@code @Option} and {@code @Parameters} for the arguments); {@code --help} and the list of exit codes are added by Main.
 */
public interface HanseCommand {
    /**
     * @return the exit code; 0 is done
     * @throws CommandFailure what could not be done, or {@link org.hanse.admin.output.UsageFailure} for wrong usage
     * @throws RealmFailure what the realm does not grant
     * @throws IOException a file or socket that failed in a way nobody foresaw; told by its message, exit 1
     */
    int run(Surroundings here) throws CommandFailure, RealmFailure, IOException;
}
