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

/** {@code hanse trust suspend}. */
@Command(
        header = "Take a trust out of use.",
        description = {
            "Nobody comes from PEER or goes there from now on, on every server within a second; guests that are here already get no further ticket. Keys and policy stay, until hanse trust resume.",
            ""
        },
        footer = {"  hanse trust suspend BERGEN.EXAMPLE"})
final class TrustSuspendCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for hanse trust show. Default: by an operator.")
    String reason = "by an operator";

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            desk.ask(TrustOperations.SUSPEND, new TrustOperations.Suspend(peer, reason));
            here.out().println("suspended the trust with " + peer);
        }
        return 0;
    }
}
