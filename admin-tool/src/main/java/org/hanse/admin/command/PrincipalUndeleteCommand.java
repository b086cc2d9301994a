package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.Principals;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal undelete}. */
@Command(
        header = "Bring a deleted principal back.",
        description = {"NAME works again as it was, with its subject id, its keys and its password.", ""},
        footer = {"  hanse principal undelete alice"})
final class PrincipalUndeleteCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The name that was deleted.")
    String name;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            Principals principals = realm.principals();
            here.out()
                    .println("brought back "
                            + principals.undelete(principals.name(name)).name() + "@" + realm.realm());
        }
        return 0;
    }
}
