package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.admin.operation.PolicyOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse policy show}. */
@Command(
        header = "Show a policy.",
        description = {"Shows the limits of policy P. JSON: name maxLife maxRenew; null is no limit.", ""},
        footer = {"  hanse policy show staff --json"})
final class PolicyShowCommand implements HanseCommand {
    @Parameters(paramLabel = "P", description = "The policy.")
    String name;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            PolicyOutput.print(desk.ask(PolicyOperations.SHOW, new Named(name)), json, here);
        }
        return 0;
    }
}
