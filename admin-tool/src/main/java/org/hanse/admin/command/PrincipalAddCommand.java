package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.NewKeys;
import org.hanse.kdc.admin.operation.PrincipalEdits;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalView;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse principal add}. */
@Command(
        header = "Add a user or a service.",
        description = {
            "Adds the principal NAME with a new subject id and keys of all enctypes that the realm serves. It is in force at"
                    + " once, also in a running server.",
            "",
            "A principal with a password gets +requires_preauth. If its name is a person's (one part, or a second part that"
                    + " is no host name) it also gets -allow_svr, so that nobody can ask for a ticket sealed under a"
                    + " password and guess it offline. A service with a password keeps its tickets, with a warning: give services"
                    + " --random-key.",
            "",
            "A name that was deleted is refused, since access lists may still hold it; --new-person gives it to somebody"
                    + " else. krbtgt, kadmin, K/M and WELLKNOWN names are the realm's own.",
            ""
        },
        footer = {
            "  hanse principal add alice",
            "  hanse principal add alice --password-file alice.pw --expires 2027-12-31",
            "  hanse principal add HTTP/www.luebeck.example --random-key"
        })
final class PrincipalAddCommand implements HanseCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "The new name, such as alice, alice/admin or HTTP/www.luebeck.example.")
    String name;

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    PrincipalOptions options = new PrincipalOptions();

    @Option(names = "--new-person", description = "Take the name of a deleted principal for somebody else.")
    boolean newPerson;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        PrincipalEdits edits = options.edits(here);
        keys.check();
        try (Desk desk = home.desk(here)) {
            String wanted = Naming.local(name, desk.realm()) + "@" + desk.realm();
            NewKeys made = keys.read(here, wanted);
            PrincipalView added =
                    desk.ask(PrincipalOperations.ADD, new PrincipalOperations.Add(wanted, made, edits, newPerson));
            here.out().println("added " + added.name() + ", kvno " + added.kvno());
            PasswordWarning.print(here, added);
        }
        return 0;
    }
}
