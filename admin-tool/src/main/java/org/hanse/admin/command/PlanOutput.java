package org.hanse.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.Table;
import org.hanse.admin.plan.Difference;
import org.hanse.admin.plan.TrustChange;
import org.hanse.admin.session.Surroundings;
import org.jspecify.annotations.Nullable;

/** Changes of trusts as a table and as JSON. */
final class PlanOutput {
    private PlanOutput() {}

    static void table(List<TrustChange> changes, Surroundings here) {
        Table table = new Table("PEER", "DO", "FIELD", "NOW", "FILE");
        for (TrustChange change : changes) {
            if (change.differences().isEmpty()) {
                table.row(change.peer().value(), change.action().word(), "", "", "");
            }
            boolean first = true;
            for (Difference difference : change.differences()) {
                table.row(
                        first ? change.peer().value() : "",
                        first ? change.action().word() : "",
                        difference.field(),
                        text(difference.now()),
                        text(difference.wanted()));
                first = false;
            }
        }
        table.print(here.out(), here.colour());
    }

    private static String text(Optional<Object> value) {
        if (value.isEmpty()) {
            return "-";
        }
        return value.get() instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.get().toString();
    }

    static void json(String realm, List<TrustChange> changes, Surroundings here) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("realm", realm);
        value.put("changes", changes.stream().map(PlanOutput::json).toList());
        Json.print(here.out(), value);
    }

    private static Map<String, Object> json(TrustChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", change.peer().value());
        json.put("action", change.action().word());
        json.put(
                "differences",
                change.differences().stream().map(PlanOutput::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Difference difference) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("field", difference.field());
        json.put("now", difference.now().orElse(null));
        json.put("wanted", difference.wanted().orElse(null));
        return json;
    }
}
