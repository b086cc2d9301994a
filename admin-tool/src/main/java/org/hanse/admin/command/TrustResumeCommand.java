package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Trusts;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            Trusts trusts = realm.trusts();
            trusts.resume(trusts.peer(peer));
            here.out().println("resumed the trust with " + peer);
        }
        return 0;
    }
}
