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

/** {@code hanse trust purge-keys}. */
@Command(
        header = "Forget old keys of a trust.",
        description = {
            "Only the newest key of each direction stays. Tickets that PEER issues under an older one do not work any more:"
                    + " do it when PEER has had the new key for as long as its tickets live, or at once if an old key may be"
                    + " in the wrong hands.",
            ""
        },
        footer = {
            "  hanse trust shared-secret BERGEN.EXAMPLE --password-file new.pw --kvno 2",
            "  hanse trust purge-keys BERGEN.EXAMPLE"
        })
final class TrustPurgeKeysCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            long gone = desk.ask(TrustOperations.PURGE_KEYS, new TrustOperations.Peer(peer))
                    .keys();
            here.out().println("forgot " + gone + (gone == 1 ? " key" : " keys") + " of the trust with " + peer);
        }
        return 0;
    }
}
