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

/** {@code hanse principal rename}. */
@Command(
        header = "Give a principal another name.",
        description = {"NAME keeps its subject id, its keys and its password. The old name stays reserved for it.", ""},
        footer = {"  hanse principal rename alice alice.smith"})
final class PrincipalRenameCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal.")
    String name;

    @Parameters(index = "1", paramLabel = "NEW", description = "Its new name.")
    String newName;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            Principals principals = realm.principals();
            String renamed = principals
                            .rename(principals.name(name), principals.name(newName))
                            .name() + "@" + realm.realm();
            here.out().println("renamed " + name + " to " + renamed);
        }
        return 0;
    }
}
