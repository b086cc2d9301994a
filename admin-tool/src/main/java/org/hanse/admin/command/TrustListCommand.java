package org.hanse.admin.command;

import java.util.List;
import java.util.stream.Collectors;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
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
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            List<Trust> trusts = realm.trusts().all();
            if (json.isWanted()) {
                Json.print(here.out(), trusts.stream().map(TrustOutput::json).toList());
                return 0;
            }
            Table table = new Table("PEER", "DIRECTION", "STATE", "KVNO IN", "KVNO OUT", "ACCEPTS");
            for (Trust trust : trusts) {
                table.row(
                        trust.peer().value(),
                        trust.policy().direction().word(),
                        trust.state().word(),
                        joined(TrustOutput.kvnos(trust.keysIn())),
                        joined(TrustOutput.kvnos(trust.keysOut())),
                        accepts(trust));
            }
            table.print(here.out(), here.colour());
        }
        return 0;
    }

    private static String accepts(Trust trust) {
        List<String> more = trust.policy().acceptRealms().stream()
                .map(RealmName::value)
                .sorted()
                .toList();
        return more.isEmpty() ? "its own users" : "its own users, " + String.join(", ", more);
    }

    private static String joined(List<Long> kvnos) {
        return kvnos.isEmpty() ? "-" : kvnos.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
