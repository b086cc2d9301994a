package org.hanse.admin.command;

import java.io.IOException;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse principal purge-keys}. */
@Command(
        header = "Forget old keys of a principal.",
        description = {
            "Tickets sealed under a forgotten key do not work any more, from this moment on. The newest key always stays.",
            ""
        },
        footer = {
            "  hanse principal purge-keys HTTP/www.luebeck.example",
            "  hanse principal purge-keys HTTP/www.luebeck.example --keep-kvno 3"
        })
final class PrincipalPurgeKeysCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The principal.")
    String name;

    @Option(
            names = "--keep-kvno",
            paramLabel = "N",
            description = "Keep kvno N and all later ones. Default: keep the newest alone.")
    Optional<Long> keep = Optional.empty();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if (keep.isPresent()) {
            OptionValues.kvno("--keep-kvno", keep.get());
        }
        try (Desk desk = home.desk(here)) {
            long gone = desk.ask(PrincipalOperations.PURGE_KEYS, new PrincipalOperations.Purge(name, keep))
                    .keys();
            here.out().println("forgot " + gone + (gone == 1 ? " key of " : " keys of ") + name);
        }
        return 0;
    }
}
