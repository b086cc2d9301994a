package org.hanse.admin.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            PrincipalEntry entry = realm.principals().get(realm.principals().name(name));
            KdcSettings settings = realm.settings().kdc();
            if (json.isWanted()) {
                Json.print(here.out(), json(entry, settings));
            } else {
                facts(entry, settings).print(here.out(), here.colour());
            }
        }
        return 0;
    }

    private static Map<String, Object> json(PrincipalEntry entry, KdcSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name() + "@" + settings.realm());
        json.put("subjectId", entry.subjectId().hex());
        json.put("flags", flags(entry));
        List<Object> keys = new ArrayList<>();
        for (PrincipalKey key : entry.keys()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kvno", key.kvno().value());
            one.put("enctype", key.etype().toString());
            one.put("salt", key.salt().orElse(null));
            one.put("made", key.made().orElse(null));
            keys.add(one);
        }
        json.put("keys", keys);
        json.put("expires", entry.expires().orElse(null));
        json.put("passwordExpires", entry.passwordExpires().orElse(null));
        json.put("maxLife", KerberosDuration.format(entry.maxLife().orElse(settings.maxLife())));
        json.put("maxRenew", KerberosDuration.format(entry.maxRenew().orElse(settings.maxRenew())));
        json.put("policy", entry.policy().orElse(null));
        json.put(
                "aliases",
                entry.aliases().stream()
                        .map(alias -> alias + "@" + settings.realm())
                        .toList());
        json.put("attributes", new TreeMap<>(entry.attributes()));
        json.put("created", entry.created());
        json.put("modified", entry.modified());
        return json;
    }

    private static Facts facts(PrincipalEntry entry, KdcSettings settings) {
        Facts facts = new Facts()
                .add("Principal", entry.name() + "@" + settings.realm())
                .add("Subject id", entry.subjectId().hex())
                .add("Expires", time(entry.expires()))
                .add("Password expires", time(entry.passwordExpires()))
                .add("Longest life", life(entry.maxLife(), settings.maxLife()))
                .add("Longest renewal", life(entry.maxRenew(), settings.maxRenew()))
                .add("Policy", entry.policy().orElse("none"))
                .add("Flags", String.join(" ", flags(entry)));
        facts.addAll(
                "Keys",
                entry.keys().stream()
                        .map(key -> "kvno " + key.kvno() + "  " + key.etype()
                                + key.salt().map(salt -> "  salt " + salt).orElse("  random")
                                + key.made().map(time -> "  made " + time).orElse(""))
                        .toList());
        facts.addAll("Aliases", entry.aliases().stream().map(Object::toString).toList());
        new TreeMap<>(entry.attributes()).forEach((key, value) -> facts.add("Attribute", key + "=" + value));
        return facts.add("Created", entry.created().toString())
                .add("Modified", entry.modified().toString());
    }

    private static List<String> flags(PrincipalEntry entry) {
        return EnumSet.allOf(PrincipalFlag.class).stream()
                .filter(entry::has)
                .map(PrincipalFlag::word)
                .toList();
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("never");
    }

    private static String life(Optional<Duration> own, Duration realm) {
        return own.map(KerberosDuration::format).orElseGet(() -> KerberosDuration.format(realm) + " (the realm's)");
    }
}
