package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust remove}. */
@Command(
        header = "End a trust.",
        description = {
            "Removes the trust with PEER and its keys. Tickets that PEER issued for this realm stop working at once.",
            ""
        },
        footer = {"  hanse trust remove BERGEN.EXAMPLE --yes"})
final class TrustRemoveCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Option(names = "--yes", description = "Do it; without this nothing is done.")
    boolean yes;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        OptionValues.needYes(yes, "end the trust with " + peer);
        try (Desk desk = home.desk(here)) {
            desk.ask(TrustOperations.REMOVE, new TrustOperations.Peer(peer));
            here.out().println("removed the trust with " + peer);
        }
        return 0;
    }
}
