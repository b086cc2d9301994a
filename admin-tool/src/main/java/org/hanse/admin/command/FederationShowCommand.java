package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.FederationOperations;
import org.hanse.kdc.admin.operation.FederationView;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.realm.FederationFolder;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.federation.FederationDraft;
import org.hanse.realmtrust.federation.SignedList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse federation show}. */
@Command(
        header = "Show a federation and its members.",
        description = {
            "Shows federation NAME as this realm has joined it; without NAME, lists all that it has joined. With --folder, shows"
                    + " what the clerk of a federation has: the newest list, and whether the draft differs from it. With"
                    + " --list, what a file says, whoever signed it.",
            "",
            "States: unknown, no list was believed yet; current; stale, the list has expired and brings nobody in; over, it"
                    + " expired more than 30 days ago, and what it had made has ended.",
            "",
            "JSON: name fingerprint url accept state problem version issued expires signer members[{realm,id,url}]; an array of"
                    + " these without NAME. With --folder: name unsigned draft[{realm,id,url}], and with --list name, then"
                    + " version to members.",
            ""
        },
        footer = {"  hanse federation show north.example", "  hanse federation show --folder north --json"})
final class FederationShowCommand implements HanseCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The name of the federation.")
    Optional<String> name = Optional.empty();

    @Option(names = "--folder", paramLabel = "DIR", description = "The folder of a federation.")
    Optional<Path> folder = Optional.empty();

    @Option(names = "--list", paramLabel = "FILE", description = "A list.")
    Optional<Path> list = Optional.empty();

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if ((name.isPresent() ? 1 : 0) + (folder.isPresent() ? 1 : 0) + (list.isPresent() ? 1 : 0) > 1) {
            throw new UsageFailure("NAME, --folder and --list exclude each other", "give one of them");
        }
        if (folder.isPresent()) {
            showFolder(here, new FederationFolder(folder.get()));
        } else if (list.isPresent()) {
            showList(here, FederationFolder.read(list.get()));
        } else {
            try (Desk desk = home.desk(here)) {
                showJoined(here, desk);
            }
        }
        return 0;
    }

    private void showJoined(Surroundings here, Desk desk) throws CommandFailure, RealmFailure, IOException {
        if (name.isPresent()) {
            FederationView one = desk.ask(FederationOperations.SHOW, new Named(name.get()));
            print(here, FederationOutput.json(one), FederationOutput.facts(one));
            return;
        }
        List<FederationView> all =
                desk.ask(FederationOperations.LIST, new Nothing()).federations();
        if (json.isWanted()) {
            Json.print(here.out(), all.stream().map(FederationOutput::json).toList());
            return;
        }
        Table table = new Table("FEDERATION", "ACCEPTS", "STATE", "VERSION", "MEMBERS", "EXPIRES");
        for (FederationView one : all) {
            table.row(
                    one.name(),
                    one.accept(),
                    one.state(),
                    one.list().map(known -> String.valueOf(known.version())).orElse("-"),
                    one.list()
                            .map(known -> String.valueOf(known.members().size()))
                            .orElse("-"),
                    one.list().map(known -> known.expires().toString()).orElse("-"));
        }
        table.print(here.out(), here.colour());
    }

    private void showFolder(Surroundings here, FederationFolder federation) throws RealmFailure, IOException {
        FederationDraft draft = federation.draft();
        Optional<FederationView.Listed> signed =
                federation.list().map(SignedList::list).map(FederationView.Listed::of);
        List<FederationView.Member> members = FederationView.Listed.members(draft.members());
        boolean isUnsigned = !signed.map(FederationView.Listed::members).equals(Optional.of(members));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", draft.federation());
        form.put("unsigned", isUnsigned);
        form.put("draft", members);
        form.putAll(FederationOutput.json(signed));
        Facts facts = new Facts().add("Federation", draft.federation());
        signed.ifPresent(known -> FederationOutput.add(facts, known));
        if (isUnsigned) {
            facts.addAll("Not signed yet", FederationOutput.lines(members));
        }
        print(here, form, facts);
    }

    private void showList(Surroundings here, SignedList file) throws IOException {
        FederationView.Listed known = FederationView.Listed.of(file.list());
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", file.list().federation());
        form.putAll(FederationOutput.json(Optional.of(known)));
        Facts facts = new Facts().add("Federation", file.list().federation());
        FederationOutput.add(facts, known);
        print(here, form, facts);
    }

    private void print(Surroundings here, Map<String, Object> form, Facts facts) {
        if (json.isWanted()) {
            Json.print(here.out(), form);
        } else {
            facts.print(here.out(), here.colour());
        }
    }
}
