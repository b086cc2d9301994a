package org.hanse.admin.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PathOperation;
import org.hanse.kdc.admin.operation.PathOperation.Hop;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse trust path}. */
@Command(
        header = "Tell which realms a ticket would pass.",
        description = {
            "Tells by which realms a client of FROM would come to a service of TO, and why each hop is allowed or refused. One of the"
                    + " two is mostly this realm; of what other realms decide it says so. Asks nobody: hanse trust test does."
                    + " Exit 1 if a hop is refused.",
            "",
            "JSON: from, to, ok, hops [{from,to,verdict,why}]; verdict: allowed, refused, not_decided_here.",
            ""
        },
        footer = {"  hanse trust path LUEBECK.EXAMPLE BERGEN.EXAMPLE"})
final class TrustPathCommand implements HanseCommand {
    @Parameters(index = "0", paramLabel = "FROM", description = "The client's realm.")
    String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The service's realm.")
    String to;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        List<Hop> hops;
        try (Desk desk = home.desk(here)) {
            hops = desk.ask(PathOperation.PATH, new PathOperation.Ends(from, to))
                    .hops();
        }
        Optional<Hop> refused =
                hops.stream().filter(hop -> hop.verdict().equals("refused")).findFirst();
        print(hops, refused.isEmpty(), here);
        if (refused.isPresent()) {
            throw new CommandFailure(
                    "no ticket goes from " + from + " to " + to + ": from "
                            + refused.get().from() + " to " + refused.get().to() + " "
                            + refused.get().why(),
                    "hanse trust list shows what there is");
        }
        return 0;
    }

    private void print(List<Hop> hops, boolean ok, Surroundings here) {
        if (json.isWanted()) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("from", from);
            value.put("to", to);
            value.put("ok", ok);
            value.put("hops", hops.stream().map(TrustPathCommand::json).toList());
            Json.print(here.out(), value);
            return;
        }
        if (hops.isEmpty()) {
            here.out().println("both are the same realm: a ticket passes no other");
            return;
        }
        Table table = new Table("FROM", "TO", "VERDICT", "WHY");
        hops.forEach(hop -> table.row(hop.from(), hop.to(), hop.verdict().replace('_', ' '), hop.why()));
        table.print(here.out(), here.colour());
    }

    private static Map<String, Object> json(Hop hop) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", hop.from());
        json.put("to", hop.to());
        json.put("verdict", hop.verdict());
        json.put("why", hop.why());
        return json;
    }
}
