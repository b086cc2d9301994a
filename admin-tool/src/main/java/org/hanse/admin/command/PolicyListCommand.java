package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.PolicyOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanse policy list}. */
@Command(
        header = "List policies.",
        description = {"Lists all policies. JSON: an array of what hanse policy show prints.", ""},
        footer = {"  hanse policy list"})
final class PolicyListCommand implements HanseCommand {
    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            PolicyOutput.print(desk.ask(PolicyOperations.LIST, new Nothing()).policies(), json, here);
        }
        return 0;
    }
}
