package org.hanse.kdc.admin;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hanse.kdc.audit.AdminRecord.Change;

/** What one request has changed, field by field, for the log. Of one thread. */
final class Ledger {
    /** Says nothing that the line's own time does not. */
    private static final Set<String> SILENT = Set.of("modified");

    private final List<Change> changes = new ArrayList<>();

    List<Change> changes() {
        return List.copyOf(changes);
    }

    void addAll(Ledger other) {
        changes.addAll(other.changes);
    }

    /**
     * Notes in what two views of one thing differ.
     *
     * @param before empty for what is new
     * @param after empty for what is gone
     */
    void note(String subject, Optional<? extends Record> before, Optional<? extends Record> after) {
        Map<String, List<String>> old = fields(before);
        Map<String, List<String>> now = fields(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            List<String> gone = new ArrayList<>(old.getOrDefault(name, List.of()));
            List<String> come = new ArrayList<>(now.getOrDefault(name, List.of()));
            List<String> same = gone.stream().filter(come::contains).toList();
            gone.removeAll(same);
            come.removeAll(same);
            if (!gone.isEmpty() || !come.isEmpty()) {
                changes.add(new Change(subject, name, String.join(" ", gone), String.join(" ", come)));
            }
        }
    }

    private static Map<String, List<String>> fields(Optional<? extends Record> view) {
        Map<String, List<String>> fields = new TreeMap<>();
        view.ifPresent(record -> Arrays.stream(record.getClass().getRecordComponents())
                .filter(component -> !SILENT.contains(component.getName()))
                .forEach(component -> fields.put(component.getName(), texts(value(component, record)))));
        return fields;
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static List<String> texts(Object value) {
        if (value instanceof Optional<?> maybe) {
            return maybe.map(Ledger::texts).orElse(List.of());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Ledger::text).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue())
                    .sorted()
                    .toList();
        }
        return List.of(text(value));
    }

    /** A key of a view is its kvno and its enctype. */
    private static String text(Object value) {
        if (!(value instanceof Record record)) {
            return value.toString();
        }
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            parts.addAll(texts(value(component, record)));
        }
        return String.join("/", parts);
    }
}
