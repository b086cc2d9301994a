package org.hanse.admin.command;

import java.io.IOException;
import java.util.List;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.plan.TrustChange;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.config.WantedTrusts;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse trust plan}. */
@Command(
        header = "Show what hanse trust apply would do.",
        description = {
            "Compares the realm's trusts with a file that says how all of them are to be, and changes nothing. A trust that the file"
                    + " does not name would end, unless it came by a federation or an introduction. Exit 0, whether something differs or not; with --exit-code 1 if something does.",
            "",
            "JSON: realm, changes [{peer,action,differences [{field,now,wanted}]}]; action: add, change, remove. What is the default"
                    + " is null.",
            ""
        },
        footer = {
            "  hanse trust plan -f trusts.yaml",
            "  hanse trust plan -f trusts.yaml --exit-code > /dev/null || echo differs"
        })
final class TrustPlanCommand implements HanseCommand {
    @Mixin
    TrustsFileOption file = new TrustsFileOption();

    @Option(names = "--exit-code", description = "Exit 1 if something differs.")
    boolean exitCode;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        WantedTrusts wanted = file.read();
        List<TrustChange> changes;
        try (Desk desk = home.desk(here)) {
            changes = TrustsFileOption.plan(wanted, desk);
            if (json.isWanted()) {
                PlanOutput.json(desk.realm().value(), changes, here);
            } else if (changes.isEmpty()) {
                here.out().println("the trusts of " + desk.realm() + " are as " + file.file + " says");
            } else {
                PlanOutput.table(changes, here);
            }
        }
        if (exitCode && !changes.isEmpty()) {
            throw new CommandFailure(
                    TrustApplyCommand.count(changes.size()) + " not as " + file.file + " says",
                    "hanse trust apply -f " + file.file + " makes them so");
        }
        return 0;
    }
}
