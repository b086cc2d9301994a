package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.admin.operation.PolicyOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse policy delete}. */
@Command(
        header = "Delete a policy.",
        description = {"Deletes policy P, which no principal may have any more.", ""},
        footer = {"  hanse policy delete staff"})
final class PolicyDeleteCommand implements HanseCommand {
    @Parameters(paramLabel = "P", description = "The policy.")
    String name;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            desk.ask(PolicyOperations.DELETE, new Named(name));
            here.out().println("deleted policy " + name);
        }
        return 0;
    }
}
