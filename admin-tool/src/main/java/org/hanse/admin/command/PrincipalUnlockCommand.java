package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal unlock}. */
@Command(
        header = "Let a locked-out principal try again.",
        description = {
            "Forgets the failed logins of NAME. Lockout is not built yet, so nothing is ever locked; the command only checks the name.",
            ""
        },
        footer = {"  hanse principal unlock alice"})
final class PrincipalUnlockCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal.")
    String name;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            here.out()
                    .println(desk.ask(PrincipalOperations.UNLOCK, new Named(name))
                                    .name() + " is not locked");
        }
        return 0;
    }
}
