package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Named;
import org.hanse.kdc.admin.operation.PrincipalOperations;
import org.hanse.kdc.admin.operation.PrincipalOperations.Shown;
import org.hanse.kdc.admin.operation.PrincipalView;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.file.KerberosDuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse principal show}. */
@Command(
        header = "Show a principal.",
        description = {
            "Shows all that the realm knows of NAME, but no key.",
            "",
            "JSON: name subjectId flags keys[{kvno,enctype,salt,made}] expires passwordExpires maxLife maxRenew policy aliases,"
                    + " and attributes created modified. flags are those that are set; expires is null for never; a random"
                    + " key has the salt null; maxLife and maxRenew are the realm's where it has none of its own.",
            ""
        },
        footer = {"  hanse principal show alice", "  hanse principal show HTTP/www.luebeck.example --json"})
final class PrincipalShowCommand implements HanseCommand {
    @Parameters(paramLabel = "NAME", description = "A principal or one of its aliases.")
    String name;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            Shown shown = desk.ask(PrincipalOperations.SHOW, new Named(name));
            if (json.isWanted()) {
                Json.print(here.out(), json(shown.principal(), shown));
            } else {
                facts(shown.principal(), shown).print(here.out(), here.colour());
            }
        }
        return 0;
    }

    private static Map<String, Object> json(PrincipalView entry, Shown realm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name());
        json.put("subjectId", entry.subjectId());
        json.put("flags", entry.flags());
        List<Object> keys = new ArrayList<>();
        for (PrincipalView.Key key : entry.keys()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kvno", key.kvno());
            one.put("enctype", key.enctype());
            one.put("salt", key.salt().orElse(null));
            one.put("made", key.made().orElse(null));
            keys.add(one);
        }
        json.put("keys", keys);
        json.put("expires", entry.expires().orElse(null));
        json.put("passwordExpires", entry.passwordExpires().orElse(null));
        json.put("maxLife", KerberosDuration.format(entry.maxLife().orElse(realm.realmMaxLife())));
        json.put("maxRenew", KerberosDuration.format(entry.maxRenew().orElse(realm.realmMaxRenew())));
        json.put("policy", entry.policy().orElse(null));
        json.put("aliases", entry.aliases());
        json.put("attributes", new TreeMap<>(entry.attributes()));
        json.put("created", entry.created());
        json.put("modified", entry.modified());
        return json;
    }

    private static Facts facts(PrincipalView entry, Shown realm) {
        Facts facts = new Facts()
                .add("Principal", entry.name())
                .add("Subject id", entry.subjectId())
                .add("Expires", time(entry.expires()))
                .add("Password expires", time(entry.passwordExpires()))
                .add("Longest life", life(entry.maxLife(), realm.realmMaxLife()))
                .add("Longest renewal", life(entry.maxRenew(), realm.realmMaxRenew()))
                .add("Policy", entry.policy().orElse("none"))
                .add("Flags", String.join(" ", entry.flags()));
        facts.addAll(
                "Keys",
                entry.keys().stream()
                        .map(key -> "kvno " + key.kvno() + "  " + key.enctype()
                                + key.salt().map(salt -> "  salt " + salt).orElse("  random")
                                + key.made().map(time -> "  made " + time).orElse(""))
                        .toList());
        facts.addAll(
                "Aliases",
                entry.aliases().stream().map(PrincipalShowCommand::withoutRealm).toList());
        new TreeMap<>(entry.attributes()).forEach((key, value) -> facts.add("Attribute", key + "=" + value));
        return facts.add("Created", entry.created().toString())
                .add("Modified", entry.modified().toString());
    }

    private static String withoutRealm(String name) {
        return name.substring(0, name.lastIndexOf('@'));
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("never");
    }

    private static String life(Optional<Duration> own, Duration realm) {
        return own.map(KerberosDuration::format).orElseGet(() -> KerberosDuration.format(realm) + " (the realm's)");
    }
}
