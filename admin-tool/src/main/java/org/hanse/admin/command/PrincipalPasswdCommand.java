package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.NewKeys;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalView;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse principal passwd}. */
@Command(
        header = "Change a principal's password or keys.",
        description = {
            "NAME gets new keys under the next kvno. The old password stops working at once. Old keys are forgotten unless"
                    + " --keep-old, with which they go on opening tickets that are out, and nothing else.",
            "",
            "A principal that had random keys and gets a password is from then on as if added with it: +requires_preauth, and"
                    + " -allow_svr if its name is a person's. One under lockdown_keys takes --random-key --keep-old only.",
            ""
        },
        footer = {
            "  hanse principal passwd alice --password-file new.pw",
            "  hanse principal passwd HTTP/www.luebeck.example --random-key --keep-old"
        })
final class PrincipalPasswdCommand implements HanseCommand {
    @Parameters(paramLabel = "NAME", description = "A principal or one of its aliases.")
    String name;

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Option(names = "--keep-old", description = "Keep the old keys for tickets that are out.")
    boolean keepOld;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        keys.check();
        try (Desk desk = home.desk(here)) {
            String wanted = Naming.local(name, desk.realm()) + "@" + desk.realm();
            NewKeys made = keys.read(here, wanted);
            PrincipalView after =
                    desk.ask(PrincipalOperations.PASSWD, new PrincipalOperations.Passwd(wanted, made, keepOld));
            here.out().println("new keys of " + after.name() + ", kvno " + after.kvno());
            PasswordWarning.print(here, after);
        }
        return 0;
    }
}
