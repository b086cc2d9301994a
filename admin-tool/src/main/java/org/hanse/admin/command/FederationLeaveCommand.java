package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.FederationOperations;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse federation leave}. */
@Command(
        header = "Leave a federation.",
        description = {
            "Forgets federation NAME. The trusts that its list has made end, and their keys are forgotten, unless another"
                    + " federation that this realm has joined lists the same members. Who runs the federation takes this"
                    + " realm off the list.",
            ""
        },
        footer = {"  hanse federation leave north.example --yes"})
final class FederationLeaveCommand implements HanseCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the federation.")
    String name;

    @Option(names = "--yes", description = "Do it; without this nothing is done.")
    boolean yes;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        OptionValues.needYes(yes, "leave " + name + " and end the trusts that it has made");
        try (Desk desk = home.desk(here)) {
            desk.ask(FederationOperations.LEAVE, new Named(name));
            here.out().println("left " + name);
        }
        return 0;
    }
}
