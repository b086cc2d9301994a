package org.hanse.admin.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.RealmOperations;
import org.hanse.kdc.admin.operation.RealmOperations.Shown;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanse realm show}. */
@Command(
        header = "Show what a realm is.",
        description = {
            "Shows the realm's name and id, how many principals and trusts it has, and where its server listens.",
            "",
            "JSON: name id fingerprint epochs principals trusts links, and created publicName listen. Realm keys are not"
                    + " built yet: fingerprint is null, epochs is empty, links is 0.",
            ""
        },
        footer = {"  hanse realm show --home /etc/hanse", "  hanse realm show --json"})
final class RealmShowCommand implements HanseCommand {
    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    JsonOption json = new JsonOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            Shown realm = desk.ask(RealmOperations.SHOW, new Nothing());
            if (json.isWanted()) {
                Json.print(here.out(), json(realm));
            } else {
                new Facts()
                        .add("Realm", realm.name())
                        .add("Id", realm.id())
                        .add("Created", realm.created().toString())
                        .add("Public name", realm.publicName())
                        .add(
                                "Listens on",
                                String.join(", ", realm.listen().hosts()) + " port "
                                        + realm.listen().kdcPort())
                        .add("Principals", Long.toString(realm.principals()))
                        .add("Trusts", Long.toString(realm.trusts()))
                        .print(here.out(), here.colour());
            }
        }
        return 0;
    }

    private static Map<String, Object> json(Shown realm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", realm.name());
        json.put("id", realm.id());
        json.put("fingerprint", null);
        json.put("epochs", List.of());
        json.put("principals", realm.principals());
        json.put("trusts", realm.trusts());
        json.put("links", 0);
        json.put("created", realm.created());
        json.put("publicName", realm.publicName());
        Map<String, Object> listen = new LinkedHashMap<>();
        listen.put("hosts", realm.listen().hosts());
        listen.put("kdcPort", realm.listen().kdcPort());
        listen.put("kpasswdPort", realm.listen().kpasswdPort());
        listen.put("httpsPort", realm.listen().httpsPort());
        json.put("listen", listen);
        return json;
    }
}
