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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse principal delete}. */
@Command(
        header = "Take a principal out of use.",
        description = {
            "NAME and its aliases stop working at once. The name is kept from reuse; hanse principal undelete brings everything back.",
            "",
            "krbtgt, kadmin, K/M and WELLKNOWN names, principals under lockdown_keys and the last one that admin.acl gives all"
                    + " rights are not deleted.",
            ""
        },
        footer = {"  hanse principal delete alice --yes"})
final class PrincipalDeleteCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal.")
    String name;

    @Option(names = "--yes", description = "Do it; without this nothing is done.")
    boolean yes;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        OptionValues.needYes(yes, "take " + name + " out of use");
        try (Desk desk = home.desk(here)) {
            here.out()
                    .println("deleted "
                            + desk.ask(PrincipalOperations.DELETE, new Named(name))
                                    .name());
        }
        return 0;
    }
}
