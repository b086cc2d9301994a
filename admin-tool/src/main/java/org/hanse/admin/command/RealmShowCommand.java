package org.hanse.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.config.RealmSettings;
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
    public int run(Surroundings here) throws CommandFailure {
        try (RealmSession realm = home.open(here)) {
            RealmSettings settings = realm.settings();
            long principals = realm.store().principals().count();
            int trusts = realm.store().trusts().all().size();
            if (json.isWanted()) {
                Json.print(here.out(), json(realm, settings, principals, trusts));
            } else {
                new Facts()
                        .add("Realm", realm.realm().value())
                        .add("Id", realm.store().realmId())
                        .add("Created", realm.store().created().toString())
                        .add("Public name", settings.publicName())
                        .add(
                                "Listens on",
                                String.join(", ", settings.listen().hosts()) + " port "
                                        + settings.listen().kdcPort())
                        .add("Principals", Long.toString(principals))
                        .add("Trusts", Integer.toString(trusts))
                        .print(here.out(), here.colour());
            }
        }
        return 0;
    }

    private static Map<String, Object> json(RealmSession realm, RealmSettings settings, long principals, int trusts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", realm.realm().value());
        json.put("id", realm.store().realmId());
        json.put("fingerprint", null);
        json.put("epochs", List.of());
        json.put("principals", principals);
        json.put("trusts", trusts);
        json.put("links", 0);
        json.put("created", realm.store().created());
        json.put("publicName", settings.publicName());
        Map<String, Object> listen = new LinkedHashMap<>();
        listen.put("hosts", settings.listen().hosts());
        listen.put("kdcPort", settings.listen().kdcPort());
        listen.put("kpasswdPort", settings.listen().kpasswdPort());
        listen.put("httpsPort", settings.listen().httpsPort());
        json.put("listen", listen);
        return json;
    }
}
