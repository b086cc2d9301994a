package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.FederationFolder;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hanse federation remove}. */
@Command(
        header = "Take a member off the next list of a federation.",
        description = {
            "Removes REALM from the draft in DIR. Nobody sees that before hanse federation sign; when they do, the members end"
                    + " the trusts with REALM that the list had made.",
            ""
        },
        footer = {"  hanse federation remove north BERGEN.EXAMPLE"})
final class FederationRemoveCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the federation.")
    Path folder;

    @Parameters(index = "1", paramLabel = "REALM", description = "The member.")
    String realm;

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        new FederationFolder(folder).remove(Naming.realm(realm));
        here.out().println(realm + " is off the draft; sign the next list with hanse federation sign " + folder);
        return 0;
    }
}
