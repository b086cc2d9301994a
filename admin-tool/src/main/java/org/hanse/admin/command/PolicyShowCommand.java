package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            PolicyOutput.print(realm.policies().get(name), json, here);
        }
        return 0;
    }
}
