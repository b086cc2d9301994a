package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.AgreementOperations;
import org.hanse.kdc.admin.operation.AgreementView;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse trust resync}. */
@Command(
        header = "Start a declared trust's agreement over.",
        description = {
            "When the two realms do not agree on where they are, after a store was put back by other means than hanse realm restore"
                    + " say: this realm's counters jump ahead of all that PEER can have seen, no ticket is issued for PEER, and the"
                    + " two agree on new keys at once. What PEER has issued stays good.",
            ""
        },
        footer = {"  hanse trust resync BERGEN.EXAMPLE"})
final class TrustResyncCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Duration most = wait.most();
        try (Desk desk = home.desk(here)) {
            TrustView trust = desk.ask(AgreementOperations.RESYNC, new TrustOperations.Peer(peer));
            long before = trust.agreement().map(AgreementView::epochs).stream()
                    .flatMap(epochs -> epochs.stream())
                    .mapToLong(epoch -> epoch)
                    .max()
                    .orElse(0);
            new AgreementWait(desk, here, peer).forKeys(before, most);
        }
        return 0;
    }
}
