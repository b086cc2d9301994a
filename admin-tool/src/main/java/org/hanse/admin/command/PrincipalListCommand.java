package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.protocol.name.PrincipalGlob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal list}. */
@Command(
        header = "List principals.",
        description = {
            "Prints the names of all principals that match GLOB, one on a line, in order. Aliases are not listed.",
            "",
            "JSON: an array of names.",
            ""
        },
        footer = {"  hanse principal list", "  hanse principal list 'HTTP/*'", "  hanse principal list '[a-c]*' --json"
        })
final class PrincipalListCommand implements HanseCommand {
    private static final int BUFFER = 64 * 1024;

    @Parameters(
            paramLabel = "GLOB",
            arity = "0..1",
            description =
                    "* any text, ? one sign, [a-z] one of these, \\ takes the next sign as it is; matched with the realm"
                            + " only if it holds @. Default: all.")
    String glob = "*";

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure {
        PrincipalGlob wanted = OptionValues.glob(glob);
        try (RealmSession realm = home.open(here)) {
            String at = "@" + realm.realm();
            if (json.isWanted()) {
                Json.printTexts(
                        here.out(), each -> realm.principals().forEachName(wanted, name -> each.accept(name + at)));
            } else {
                StringBuilder lines = new StringBuilder();
                realm.principals().forEachName(wanted, name -> {
                    lines.append(name).append(at).append(System.lineSeparator());
                    if (lines.length() > BUFFER) {
                        here.out().print(lines);
                        lines.setLength(0);
                    }
                });
                here.out().print(lines);
                here.out().flush();
            }
        }
        return 0;
    }
}
