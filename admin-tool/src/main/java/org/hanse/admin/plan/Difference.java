package org.hanse.admin.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One field of a trust that is not as the file says.
 *
 * @param now as it is; empty for the default
 * @param wanted as the file says; empty for the default
 */
public record Difference(String field, Optional<Object> now, Optional<Object> wanted) {
    static List<Difference> between(Map<String, Object> now, Map<String, Object> wanted) {
        Set<String> all = new LinkedHashSet<>(wanted.keySet());
        all.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String field : all) {
            if (!Objects.equals(now.get(field), wanted.get(field))) {
                differences.add(new Difference(
                        field, Optional.ofNullable(now.get(field)), Optional.ofNullable(wanted.get(field))));
            }
        }
        return differences;
    }

    /** Whether something that was in the list will be no more. */
    boolean dropsFrom(String list) {
        return field.equals(list)
                && now.orElse(List.of()) instanceof List<?> before
                && !(wanted.orElse(List.of()) instanceof List<?> after && after.containsAll(before));
    }
}
