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
import picocli.CommandLine.Parameters;

/** {@code hanse trust resume}. */
@Command(
        header = "Take a suspended trust into use again.",
        description = {
            "The trust with PEER is as it was before hanse trust suspend, on every server within a second.",
            ""
        },
        footer = {"  hanse trust resume BERGEN.EXAMPLE"})
final class TrustResumeCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            desk.ask(TrustOperations.RESUME, new TrustOperations.Peer(peer));
            here.out().println("resumed the trust with " + peer);
        }
        return 0;
    }
}
