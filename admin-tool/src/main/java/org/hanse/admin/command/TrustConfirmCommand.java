package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.AgreementOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust confirm}. */
@Command(
        header = "Confirm who a declared peer is.",
        description = {
            "For a trust that was declared without a fingerprint. Each realm has a code for the other; hanse trust show prints this"
                    + " realm's. Read yours to the operator of PEER, in person or by telephone, and type the one that he reads to"
                    + " you: if it fits, nobody is between the two servers. Each side is confirmed by itself.",
            ""
        },
        footer = {"  hanse trust confirm BERGEN.EXAMPLE --code TQHV-V40G-TK7P-T26V-YR4B"})
final class TrustConfirmCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Option(
            names = "--code",
            required = true,
            paramLabel = "CODE",
            description = "What the operator of PEER has read: five groups of four; case and hyphens do not matter.")
    String code;

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Duration most = wait.most();
        try (Desk desk = home.desk(here)) {
            desk.ask(AgreementOperations.CONFIRM, new AgreementOperations.Confirm(peer, code));
            here.out().println("confirmed that " + peer + " is the realm that its operator speaks for");
            new AgreementWait(desk, here, peer).forKeys(0, most);
        }
        return 0;
    }
}
