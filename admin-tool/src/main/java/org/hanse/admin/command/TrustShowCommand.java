package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse trust show}. */
@Command(
        header = "Show a trust.",
        description = {
            "Shows the trust with PEER: keys by kvno, and what PEER may vouch for.",
            "",
            "JSON: peer direction state reason kvnos enctypes nextRotation fingerprint lastUsed, and keysIn keysOut acceptRealms"
                    + " transitTo clients domains maxLife allowForwardable relayLogins logOnly kdcs agreement (of a declared trust:"
                    + " url confirmed code origin by epochs issuing; else null). When a trust was last used is not noted yet:"
                    + " lastUsed is null. code is what this realm's operator reads to the peer's.",
            ""
        },
        footer = {"  hanse trust show BERGEN.EXAMPLE"})
final class TrustShowCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            TrustView trust = desk.ask(TrustOperations.SHOW, new TrustOperations.Peer(peer));
            if (json.isWanted()) {
                Json.print(here.out(), TrustOutput.json(trust));
            } else {
                TrustOutput.facts(trust).print(here.out(), here.colour());
            }
        }
        return 0;
    }
}
