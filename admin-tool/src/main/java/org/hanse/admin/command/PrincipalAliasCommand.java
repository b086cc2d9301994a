package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.Principals;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse principal alias}. */
@Command(
        header = "Give a principal a further name.",
        description = {
            "ALIAS becomes another name of NAME: clients may ask for it, and a keytab can be exported under it.",
            ""
        },
        footer = {
            "  hanse principal alias HTTP/www.luebeck.example HTTP/web.luebeck.example",
            "  hanse principal alias HTTP/www.luebeck.example HTTP/web.luebeck.example --remove"
        })
final class PrincipalAliasCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal.")
    String name;

    @Parameters(index = "1", paramLabel = "ALIAS", description = "The further name.")
    String alias;

    @Option(names = "--remove", description = "Free the alias instead.")
    boolean remove;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            Principals principals = realm.principals();
            if (remove) {
                principals.removeAlias(principals.name(name), principals.name(alias));
                here.out().println("freed " + alias + "@" + realm.realm());
            } else {
                principals.alias(principals.name(name), principals.name(alias));
                here.out().println(alias + "@" + realm.realm() + " is an alias of " + name);
            }
        }
        return 0;
    }
}
