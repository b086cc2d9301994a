package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.AgreementOperations;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust rotate}. */
@Command(
        header = "Agree on new keys now.",
        description = {
            "Has the servers agree with PEER on new keys of a declared trust, before it is time. Both realms open tickets under the"
                    + " new key before either seals with it, and the old key opens tickets as long as one can live: no request"
                    + " fails.",
            "",
            "With --revoke-old, for the day on which a key may be in wrong hands, the keys until now end at once: here on every server"
                    + " within a second, at PEER as soon as it hears of it. Tickets under them work no more, and there are no"
                    + " new ones until the realms have agreed again.",
            ""
        },
        footer = {"  hanse trust rotate BERGEN.EXAMPLE", "  hanse trust rotate BERGEN.EXAMPLE --revoke-old"})
final class TrustRotateCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Option(names = "--revoke-old", description = "The keys until now stop working at once.")
    boolean revokeOld;

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Duration most = wait.most();
        try (Desk desk = home.desk(here)) {
            long before = inUse(desk.ask(TrustOperations.SHOW, new TrustOperations.Peer(peer)));
            desk.ask(AgreementOperations.ROTATE, new AgreementOperations.Rotate(peer, revokeOld));
            if (revokeOld) {
                here.out().println("the keys of the trust with " + peer + " until now are revoked");
            }
            new AgreementWait(desk, here, peer).forKeys(before, most);
        }
        return 0;
    }

    /** What is agreed on and not in use yet is new. */
    private static long inUse(TrustView trust) {
        return trust.agreement()
                .flatMap(agreement -> trust.direction().equals("in")
                        ? agreement.epochs().stream().findFirst()
                        : agreement.issuing())
                .orElse(0L);
    }
}
