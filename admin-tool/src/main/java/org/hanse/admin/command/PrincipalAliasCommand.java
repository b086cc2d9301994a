package org.hanse.admin.command;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalOperations.Alias;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            Alias asked = new Alias(name, alias);
            desk.ask(remove ? PrincipalOperations.UNALIAS : PrincipalOperations.ALIAS, asked);
            String full = alias + "@" + desk.realm();
            here.out().println(remove ? "freed " + full : full + " is an alias of " + name);
        }
        return 0;
    }
}
