package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            PolicyOutput.print(realm.policies().all(), json, here);
        }
        return 0;
    }
}
