package org.hanse.admin.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanse trust list}. */
@Command(
        header = "List trusts.",
        description = {
            "Lists the realms that this one trusts.",
            "",
            "JSON: an array of what hanse trust show prints.",
            ""
        },
        footer = {"  hanse trust list", "  hanse trust list --json"})
final class TrustListCommand implements HanseCommand {
    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            List<TrustView> trusts =
                    desk.ask(TrustOperations.LIST, new Nothing()).trusts();
            if (json.isWanted()) {
                Json.print(here.out(), trusts.stream().map(TrustOutput::json).toList());
                return 0;
            }
            Table table = new Table("PEER", "DIRECTION", "STATE", "KVNO IN", "KVNO OUT", "ACCEPTS");
            for (TrustView trust : trusts) {
                table.row(
                        trust.peer(),
                        trust.direction(),
                        trust.state(),
                        joined(TrustOutput.kvnos(trust.keysIn())),
                        joined(TrustOutput.kvnos(trust.keysOut())),
                        accepts(trust));
            }
            table.print(here.out(), here.colour());
        }
        return 0;
    }

    private static String accepts(TrustView trust) {
        List<String> more = trust.acceptRealms();
        return more.isEmpty() ? "its own users" : "its own users, " + String.join(", ", more);
    }

    private static String joined(List<Long> kvnos) {
        return kvnos.isEmpty() ? "-" : kvnos.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
