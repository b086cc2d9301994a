package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.realm.DraftEdit;
import org.hanse.kdc.realm.Principals;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.PrincipalName;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        if (options.isEmpty()) {
            throw new UsageFailure("there is nothing to change", "give --flag, --expires or another option");
        }
        DraftEdit edit = options.edit(here);
        try (RealmSession realm = home.open(here)) {
            Principals principals = realm.principals();
            PrincipalName wanted = principals.name(name);
            PrincipalEntry changed = principals.modify(wanted, edit);
            here.out().println("changed " + changed.name() + "@" + realm.realm());
            if (!options.flags.isEmpty()) {
                PasswordWarning.print(here, changed, realm.realm());
            }
        }
        return 0;
    }
}
