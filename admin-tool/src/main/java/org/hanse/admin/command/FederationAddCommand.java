package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.FederationFolder;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.document.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse federation add}. */
@Command(
        header = "Put a member on the next list of a federation.",
        description = {
            "Adds REALM to the draft in DIR, or changes it there. Nobody sees that before hanse federation sign. The list says"
                    + " who the realm is and where it answers, and nothing more: the other members decide what that is worth.",
            "",
            "The realm's operator reads its id with hanse realm show, and tells it by a way that nobody can change.",
            ""
        },
        footer = {"  hanse federation add north BERGEN.EXAMPLE --id 5c66-f197-... --url https://kdc.bergen.example"})
final class FederationAddCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the federation.")
    Path folder;

    @Parameters(index = "1", paramLabel = "REALM", description = "The member.")
    String realm;

    @Option(names = "--id", paramLabel = "ID", required = true, description = "The realm id, 64 hexadecimal digits.")
    String id;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "Where the realm's HTTPS port is: https://HOST or https://HOST:PORT.")
    String url;

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Fingerprint fingerprint = Fingerprint.parse(id)
                .orElseThrow(() -> new UsageFailure(
                        "--id takes a realm id and not \"" + id + "\"",
                        "it has 64 hexadecimal digits, hanse realm show prints it"));
        new FederationFolder(folder).add(Naming.realm(realm), fingerprint, url);
        here.out().println(realm + " is on the draft; sign the next list with hanse federation sign " + folder);
        return 0;
    }
}
