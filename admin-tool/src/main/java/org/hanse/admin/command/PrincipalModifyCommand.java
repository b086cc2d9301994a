package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalEdits;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalView;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal modify}. */
@Command(
        header = "Change a principal.",
        description = {
            "Changes what the options say of NAME and leaves the rest. Servers follow within a second. Keys are changed by"
                    + " hanse principal passwd.",
            ""
        },
        footer = {
            "  hanse principal modify alice --expires never --flag -allow_forwardable",
            "  hanse principal modify HTTP/www.luebeck.example --set session_enctypes=aes256-cts,aes128-cts",
            "  hanse principal modify alice --policy none"
        })
final class PrincipalModifyCommand implements HanseCommand {
    @Parameters(paramLabel = "NAME", description = "A principal or one of its aliases.")
    String name;

    @Mixin
    PrincipalOptions options = new PrincipalOptions();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if (options.isEmpty()) {
            throw new UsageFailure("there is nothing to change", "give --flag, --expires or another option");
        }
        PrincipalEdits edits = options.edits(here);
        try (Desk desk = home.desk(here)) {
            PrincipalView changed = desk.ask(PrincipalOperations.MODIFY, new PrincipalOperations.Modify(name, edits));
            here.out().println("changed " + changed.name());
            if (!options.flags.isEmpty()) {
                PasswordWarning.print(here, changed);
            }
        }
        return 0;
    }
}
