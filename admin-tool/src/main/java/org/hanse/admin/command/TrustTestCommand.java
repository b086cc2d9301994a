package org.hanse.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.client.tickets.Tickets;
import org.hanse.kdc.realm.PeerKdcs;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.TestTickets;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.realmtrust.trust.Trust;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse trust test}. */
@Command(
        header = "Try a trust with a real ticket.",
        description = {
            "Walks a ticket to PEER and back: whether its KDC answers, takes what this realm issues, and issues for this realm"
                    + " what opens here. Says at the first step that fails what is wrong and who can mend it how, and exits 1."
                    + " The ticket lives a minute and names WELLKNOWN/TRUST-TEST, whom no service admits; it stands in the peer's"
                    + " log. PEER may be a realm of any kind: Hanse, MIT, Heimdal, Active Directory.",
            "",
            "Codes of steps that fail: TRUST_SUSPENDED TRUST_NOT_ACTIVE OUT_KEY_MISSING PEER_UNREACHABLE WRONG_KVNO"
                    + " WRONG_PASSWORD ENCTYPE_MISSING CLOCK_SKEW PEER_HAS_NO_TRUST PATH_REFUSED PEER_REFUSED"
                    + " REVERSE_TRUST_MISSING BACK_REFUSED WRONG_CONTENT.",
            "",
            "JSON: peer, ok, steps [{code,ok,cause,cure}].",
            ""
        },
        footer = {"  hanse trust test BERGEN.EXAMPLE", "  hanse trust test BERGEN.EXAMPLE --json"})
final class TrustTestCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        List<TrustTrial.Step> steps;
        try (RealmSession realm = home.open(here)) {
            Trust trust = PeerKdcs.told(
                    realm.trusts().get(realm.trusts().peer(peer)), realm.store().peerHistories());
            TestTickets tests =
                    new TestTickets(realm.realm(), realm.settings().kdc().etypes(), here.clock(), here.random());
            Tickets tickets = new Tickets(Krb5Conf.empty(), TrustTrial.kdcsOf(trust), here.clock(), here.random());
            boolean declared = realm.store().declarations().find(trust.peer()).isPresent();
            steps = TrustTrial.of(realm.realm(), trust, declared, tests, tickets);
        }
        print(steps, here);
        Optional<TrustTrial.Step> failed =
                steps.stream().filter(step -> !step.ok()).findFirst();
        if (failed.isPresent()) {
            throw new CommandFailure(
                    "the trust with " + peer + " does not work (" + failed.get().code() + "): "
                            + failed.get().said(),
                    failed.get().cure().orElse("see above"));
        }
        return 0;
    }

    private void print(List<TrustTrial.Step> steps, Surroundings here) {
        if (json.isWanted()) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("peer", peer);
            value.put("ok", steps.stream().allMatch(TrustTrial.Step::ok));
            value.put("steps", steps.stream().map(TrustTestCommand::json).toList());
            Json.print(here.out(), value);
            return;
        }
        for (TrustTrial.Step step : steps) {
            here.out()
                    .println(DoctorCommand.level(step.ok(), here.colour()) + "  " + String.format("%-21s", step.code())
                            + "  " + step.said());
        }
        here.out().flush();
    }

    private static Map<String, @Nullable Object> json(TrustTrial.Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", step.code());
        json.put("ok", step.ok());
        json.put("cause", step.cause().orElse(null));
        json.put("cure", step.cure().orElse(null));
        return json;
    }
}
