package org.hanse.admin.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.RealmOperations;
import org.hanse.kdc.admin.operation.RealmOperations.Document;
import org.hanse.kdc.admin.operation.RealmOperations.Epochs;
import org.hanse.kdc.admin.operation.RealmOperations.Keys;
import org.hanse.kdc.admin.operation.RealmOperations.Shown;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.document.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanse realm show}. */
@Command(
        header = "Show what a realm is.",
        description = {
            "Shows the realm's name and id, how many principals and trusts it has, and where its server listens.",
            "",
            "The id is the fingerprint of the realm's first signing key, for ever; the other fingerprint is that of the key"
                    + " which signs now. Peers declare this realm with either.",
            "",
            "JSON: name id fingerprint epochs principals trusts links, and created publicName listen document (the newest"
                    + " document: version issued expires; null before the server's first start). epochs has for each trust by"
                    + " agreement peer, accepts (the kvnos whose keys open its tickets) and issues (the one that seals for it)."
                    + " Links are not built yet: links is 0.",
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
                        .add("Id", grouped(realm.keys().map(Keys::id)))
                        .add("Signs with", grouped(realm.keys().map(Keys::signing)))
                        .add(
                                "Document",
                                realm.document()
                                        .map(newest -> "version " + newest.version() + ", expires " + newest.expires())
                                        .orElse("none yet: the server signs it"))
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

    private static String grouped(Optional<String> hex) {
        return hex.flatMap(Fingerprint::parse).map(Fingerprint::grouped).orElse("none yet: the server makes its keys");
    }

    private static Map<String, Object> json(Shown realm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", realm.name());
        json.put("id", realm.keys().map(Keys::id).orElse(null));
        json.put("fingerprint", realm.keys().map(Keys::signing).orElse(null));
        json.put("epochs", realm.epochs().stream().map(RealmShowCommand::json).toList());
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
        json.put("document", realm.document().map(RealmShowCommand::json).orElse(null));
        return json;
    }

    private static Map<String, Object> json(Epochs epochs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", epochs.peer());
        json.put("accepts", epochs.accepts());
        json.put("issues", epochs.issues().orElse(null));
        return json;
    }

    private static Map<String, Object> json(Document newest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", newest.version());
        json.put("issued", newest.issued());
        json.put("expires", newest.expires());
        return json;
    }
}
