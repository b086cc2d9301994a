package org.hanse.admin.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.IntroductionOperations;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust introductions}. */
@Command(
        header = "Say by whom and of whom introductions are allowed, and list them.",
        description = {
            "With PEER and an option, says what is allowed: which trusts may arise with realms that PEER introduces to this one"
                    + " (--accept), and whether this realm introduces PEER to others that ask (--pass). Neither is allowed"
                    + " before it is said. When nothing by PEER is accepted any more, the trusts that it has introduced end.",
            "",
            "Without, lists what is allowed, the introductions that are wanted, with what stands in the way, and those that were"
                    + " believed, which are kept for ever.",
            "",
            "JSON: terms[{peer,accepts,passes}] wishes[{peer,introducer,since,problem}]"
                    + " introductions[{introducer,peer,id,url,issued,expires}].",
            ""
        },
        footer = {
            "  hanse trust introductions VISBY.EXAMPLE --accept both",
            "  hanse trust introductions BERGEN.EXAMPLE --pass",
            "  hanse trust introductions --json"
        })
final class TrustIntroductionsCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", arity = "0..1", description = "The other realm.")
    Optional<String> peer = Optional.empty();

    @Option(
            names = "--accept",
            paramLabel = "none|in|out|both",
            description = "The trusts that may arise with realms that PEER introduces.")
    Optional<String> accept = Optional.empty();

    @Option(names = "--pass", negatable = true, description = "Introduce PEER to others that ask.")
    Optional<Boolean> pass = Optional.empty();

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        boolean isSaid = accept.isPresent() || pass.isPresent();
        if (isSaid != peer.isPresent()) {
            throw new UsageFailure(
                    "PEER goes with --accept or --pass", "give both to say what is allowed, neither to list it");
        }
        try (Desk desk = home.desk(here)) {
            if (isSaid) {
                IntroductionOperations.Terms now = desk.ask(
                        IntroductionOperations.ALLOW,
                        new IntroductionOperations.Allow(peer.orElseThrow(), accept, pass));
                here.out()
                        .println("introductions by " + now.peer() + " may make trusts: " + now.accepts() + "; it is "
                                + (now.passes() ? "" : "not ") + "introduced to others");
            } else {
                list(here, desk.ask(IntroductionOperations.LIST, new Nothing()));
            }
        }
        return 0;
    }

    private void list(Surroundings here, IntroductionOperations.All all) {
        if (json.isWanted()) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("terms", all.terms());
            form.put(
                    "wishes",
                    all.wishes().stream().map(TrustIntroductionsCommand::form).toList());
            form.put("introductions", all.introductions());
            Json.print(here.out(), form);
            return;
        }
        Table terms = new Table("PEER", "ACCEPTS BY IT", "PASSES IT ON");
        all.terms().forEach(one -> terms.row(one.peer(), one.accepts(), one.passes() ? "yes" : "no"));
        terms.print(here.out(), here.colour());
        Table wishes = new Table("WANTED", "BY", "SINCE", "PROBLEM");
        all.wishes()
                .forEach(one -> wishes.row(
                        one.peer(),
                        one.introducer(),
                        one.since().toString(),
                        one.problem().orElse("none yet")));
        wishes.print(here.out(), here.colour());
        Table kept = new Table("INTRODUCED", "BY", "ID", "UNTIL");
        all.introductions()
                .forEach(one -> kept.row(
                        one.peer(),
                        one.introducer(),
                        FederationOutput.grouped(one.id()),
                        one.expires().toString()));
        kept.print(here.out(), here.colour());
    }

    private static Map<String, Object> form(IntroductionOperations.Wish wish) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("peer", wish.peer());
        form.put("introducer", wish.introducer());
        form.put("since", wish.since());
        form.put("problem", wish.problem().orElse(null));
        return form;
    }
}
