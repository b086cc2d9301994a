package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal undelete}. */
@Command(
        header = "Bring a deleted principal back.",
        description = {"NAME works again as it was, with its subject id, its keys and its password.", ""},
        footer = {"  hanse principal undelete alice"})
final class PrincipalUndeleteCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The name that was deleted.")
    String name;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            here.out()
                    .println("brought back "
                            + desk.ask(PrincipalOperations.UNDELETE, new Named(name))
                                    .name());
        }
        return 0;
    }
}
