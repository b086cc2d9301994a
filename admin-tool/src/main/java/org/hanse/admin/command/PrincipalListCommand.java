package org.hanse.admin.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalOperations.Names;
import org.hanse.kdc.admin.operation.PrincipalOperations.Page;
import org.hanse.kdc.realm.RealmFailure;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        OptionValues.glob(glob);
        try (Desk desk = home.desk(here)) {
            // Before anything is printed: whoever may not list gets no beginning of a list.
            Names first = desk.ask(PrincipalOperations.LIST, page(Optional.empty()));
            if (json.isWanted()) {
                try (Json.Texts array = Json.texts(here.out())) {
                    forEachPage(desk, first, names -> addAll(names, array));
                }
            } else {
                forEachPage(desk, first, names -> print(names, here));
                here.out().flush();
            }
        }
        return 0;
    }

    private Page page(Optional<String> after) {
        return new Page(glob, after, Optional.empty());
    }

    private void forEachPage(Desk desk, Names first, PageUser user) throws CommandFailure, RealmFailure, IOException {
        Names page = first;
        user.use(page.names());
        while (page.next().isPresent()) {
            page = desk.ask(PrincipalOperations.LIST, page(page.next()));
            user.use(page.names());
        }
    }

    /** What is done with the names of a page. */
    @FunctionalInterface
    private interface PageUser {
        void use(List<String> names) throws IOException;
    }

    private static void addAll(List<String> names, Json.Texts array) throws IOException {
        for (String name : names) {
            array.add(name);
        }
    }

    private static void print(List<String> names, Surroundings here) {
        StringBuilder lines = new StringBuilder();
        names.forEach(name -> lines.append(name).append(System.lineSeparator()));
        here.out().print(lines);
    }
}
