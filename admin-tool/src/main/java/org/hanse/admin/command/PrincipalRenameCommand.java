package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal rename}. */
@Command(
        header = "Give a principal another name.",
        description = {"NAME keeps its subject id, its keys and its password. The old name stays reserved for it.", ""},
        footer = {"  hanse principal rename alice alice.smith"})
final class PrincipalRenameCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal.")
    String name;

    @Parameters(index = "1", paramLabel = "NEW", description = "Its new name.")
    String newName;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            String renamed = desk.ask(PrincipalOperations.RENAME, new PrincipalOperations.Renamed(name, newName))
                    .name();
            here.out().println("renamed " + name + " to " + renamed);
        }
        return 0;
    }
}
