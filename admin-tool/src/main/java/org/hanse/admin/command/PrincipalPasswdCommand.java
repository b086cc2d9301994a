package org.hanse.admin.command;

import java.io.IOException;
import java.util.List;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.realm.KeySource;
import org.hanse.kdc.realm.Principals;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
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
        List<EncType> etypes = keys.etypes();
        try (RealmSession realm = home.open(here)) {
            Principals principals = realm.principals();
            PrincipalName wanted = principals.name(name);
            PrincipalEntry before = principals.get(wanted);
            KeySource source = keys.source(here, before.name() + "@" + realm.realm());
            PrincipalEntry after = principals.keys().renew(wanted, source, etypes, keepOld);
            here.out()
                    .println("new keys of " + after.name() + "@" + realm.realm() + ", kvno "
                            + after.keys().get(0).kvno());
            PasswordWarning.print(here, after, realm.realm());
        }
        return 0;
    }
}
