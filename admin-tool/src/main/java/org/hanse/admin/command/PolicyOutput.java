package org.hanse.admin.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.Facts;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.output.Table;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PolicyOperations.Limits;
import org.hanse.protocol.file.KerberosDuration;

/** Policies as tables and as JSON. */
final class PolicyOutput {
    private PolicyOutput() {}

    static void print(Limits policy, JsonOption json, Surroundings here) {
        if (json.isWanted()) {
            Json.print(here.out(), json(policy));
            return;
        }
        new Facts()
                .add("Policy", policy.name())
                .add("Longest life", text(policy.maxLife()))
                .add("Longest renewal", text(policy.maxRenew()))
                .print(here.out(), here.colour());
    }

    static void print(List<Limits> policies, JsonOption json, Surroundings here) {
        if (json.isWanted()) {
            Json.print(here.out(), policies.stream().map(PolicyOutput::json).toList());
            return;
        }
        Table table = new Table("POLICY", "LONGEST LIFE", "LONGEST RENEWAL");
        policies.forEach(policy -> table.row(policy.name(), text(policy.maxLife()), text(policy.maxRenew())));
        table.print(here.out(), here.colour());
    }

    private static Map<String, Object> json(Limits policy) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", policy.name());
        json.put("maxLife", policy.maxLife().map(KerberosDuration::format).orElse(null));
        json.put("maxRenew", policy.maxRenew().map(KerberosDuration::format).orElse(null));
        return json;
    }

    private static String text(Optional<Duration> limit) {
        return limit.map(KerberosDuration::format).orElse("none");
    }
}
