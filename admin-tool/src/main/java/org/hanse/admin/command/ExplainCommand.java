package org.hanse.admin.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.refusal.Mender;
import org.hanse.admin.refusal.Page;
import org.hanse.admin.refusal.PageText;
import org.hanse.admin.refusal.Pages;
import org.hanse.admin.refusal.Question;
import org.hanse.admin.refusal.QuestionReader;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.audit.AuditTrail;
import org.hanse.kdc.config.LogSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.protocol.wire.WireCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse explain}. */
@Command(
        header = "Explain a refusal, and what to do about it.",
        description = {
            "WHAT is what somebody met: the request id that ends an error text (id=...), the name of a reason in the log, the"
                    + " number or symbol of a Kerberos error, or the words that a program showed. A request id is looked up"
                    + " in the audit stream of the realm home; all else needs no home.",
            "",
            "JSON: asked, request (the record of the log, or null), code {number,name,text} (or null), reasons"
                    + " [{name,refusedBy,code,who,what,cures[{text,commands}]}].",
            ""
        },
        footer = {
            "  hanse explain F7EEBC5D",
            "  hanse explain CLIENT_LOCKED",
            "  hanse explain 37",
            "  hanse explain \"kinit: Clock skew too great while getting initial credentials\""
        })
final class ExplainCommand implements HanseCommand {
    /** More pages than that are listed, and not shown whole. */
    private static final int SHOWN_WHOLE = 3;

    @Parameters(paramLabel = "WHAT", arity = "1..*", description = "A request id, a reason, or a Kerberos error.")
    List<String> words = List.of();

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    /** What there is to say. */
    private record Answer(Optional<JsonNode> request, Optional<WireCode> code, List<Page> pages) {}

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        Pages pages = Pages.read();
        QuestionReader reader = new QuestionReader(pages);
        String asked = String.join(" ", words);
        Question question = reader.read(asked)
                .orElseThrow(() -> new CommandFailure(
                        "\"" + asked + "\" is no request id, no reason and no Kerberos error",
                        reader.nearest(asked)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("give the id behind id=, or a name from the log")));
        Answer answer = answer(question, pages, here);
        if (json.isWanted()) {
            Json.print(here.out(), json(asked, answer));
        } else {
            answer.request().ifPresent(request -> {
                RequestFacts.of(request).print(here.out(), here.colour());
                here.out().println();
            });
            text(answer, here.colour()).print(here.out());
        }
        return 0;
    }

    private Answer answer(Question question, Pages pages, Surroundings here) throws CommandFailure, IOException {
        if (question instanceof Question.OfRequest request) {
            JsonNode found = lookUp(request.id(), here);
            Page.Side side = RequestFacts.isOfAdministrator(found) ? Page.Side.ADMINISTRATION : Page.Side.KDC;
            List<Page> of = pages.named(found.path("reason").asText()).stream()
                    .filter(page -> page.side() == side)
                    .toList();
            return new Answer(Optional.of(found), Optional.empty(), of);
        }
        if (question instanceof Question.OfReason reason) {
            return new Answer(Optional.empty(), Optional.empty(), pages.named(reason.name()));
        }
        WireCode code = ((Question.OfCode) question).code();
        return new Answer(Optional.empty(), Optional.of(code), pages.behind(code));
    }

    private JsonNode lookUp(String id, Surroundings here) throws CommandFailure, IOException {
        Path folder = home.folder(here);
        Path settingsFile = folder.resolve(RealmSettings.FILE_NAME);
        LogSettings log;
        try {
            log = SettingsFile.read(settingsFile).log();
        } catch (SettingsFault fault) {
            throw CommandFailure.of(fault);
        }
        Path directory = folder.resolve(log.directory());
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure("there is no log at " + directory, "see log.directory in " + settingsFile);
        }
        AuditTrail.Search search = new AuditTrail(directory).find(id);
        if (search.line().isEmpty()) {
            throw notFound(id, directory, log, search);
        }
        try {
            return Json.parse(search.line().get());
        } catch (JsonProcessingException broken) {
            throw new CommandFailure(
                    "the record of id=" + id + " in " + directory + " is damaged",
                    "look for the id in kdc.log beside it");
        }
    }

    private static CommandFailure notFound(String id, Path directory, LogSettings log, AuditTrail.Search search) {
        String damaged = search.damaged().isEmpty()
                ? ""
                : ", of which " + search.damaged().size() + (search.damaged().size() == 1 ? " is" : " are")
                        + " damaged";
        String cure = log.json()
                ? "ask the realm whose server showed the id, or look in older copies of the log (log.keep in realm.yaml says how"
                        + " many files stay)"
                : "audit.jsonl is switched off by log.json in realm.yaml: look for the id in kdc.log";
        return new CommandFailure(
                "no request id=" + id + " in the " + search.files() + " files of " + directory + damaged, cure);
    }

    private static PageText text(Answer answer, boolean colour) {
        PageText text = new PageText(colour);
        answer.code()
                .ifPresent(code -> text.add(
                        code.number() + " " + code.name() + ": \"" + code.explanation() + "\". " + howMany(answer)));
        if (answer.pages().size() <= SHOWN_WHOLE) {
            answer.pages().forEach(text::add);
        } else {
            answer.pages().forEach(text::addBriefly);
        }
        return text;
    }

    private static String howMany(Answer answer) {
        int count = answer.pages().size();
        if (count == 0) {
            return "No server and no service of Hanse says so. Ask the administrator of the realm that does.";
        }
        return count <= SHOWN_WHOLE
                ? "Behind it is:"
                : "There are " + count + " reasons for it. Which it was stands in the log, and is told by"
                        + " hanse explain with the request id; each reason has its own page, such as hanse explain "
                        + answer.pages().get(0).name() + ".";
    }

    private static Map<String, @Nullable Object> json(String asked, Answer answer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("asked", asked);
        json.put("request", answer.request().orElse(null));
        json.put("code", answer.code().map(ExplainCommand::json).orElse(null));
        json.put("reasons", answer.pages().stream().map(ExplainCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(WireCode code) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", code.number());
        json.put("name", code.name());
        json.put("text", code.explanation());
        return json;
    }

    private static Map<String, @Nullable Object> json(Page page) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", page.name());
        json.put("refusedBy", page.side().word());
        json.put("code", page.code().map(ExplainCommand::json).orElse(null));
        json.put("who", page.who().stream().map(Mender::word).toList());
        json.put("what", page.what());
        json.put("cures", page.cures());
        return json;
    }
}
