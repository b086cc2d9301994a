package org.hanse.realmtrust.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;

/** Ways over what realms tell of their trusts. */
class ToldTrustsTest {
    private static ToldTrusts told(Map<String, ? extends Set<String>> edges) {
        return realm -> edges.containsKey(realm.value())
                ? edges.get(realm.value()).stream().map(RealmName::of).collect(Collectors.toSet())
                : Set.of();
    }

    private static Optional<List<String>> way(ToldTrusts told, String from, String to, String... avoided) {
        Set<RealmName> passed = Stream.of(avoided).map(RealmName::of).collect(Collectors.toSet());
        return told.way(RealmName.of(from), RealmName.of(to), passed)
                .map(way -> way.stream().map(RealmName::value).toList());
    }

    @Test
    void theFewestStepsAndThenTheFirstByName() {
        ToldTrusts told = told(Map.of(
                "A", Set.of("B", "C", "D"),
                "B", Set.of("X"),
                "X", Set.of("Z"),
                "C", Set.of("Z"),
                "D", Set.of("Z")));

        assertThat(way(told, "A", "Z")).contains(List.of("C", "Z"));
        assertThat(way(told, "A", "Z", "C")).contains(List.of("D", "Z"));
        assertThat(way(told, "A", "Z", "C", "D")).contains(List.of("B", "X", "Z"));
        assertThat(way(told, "A", "Z", "Z")).isEmpty();
        assertThat(way(told, "A", "A")).contains(List.of());
        assertThat(way(told, "Z", "A"))
                .as("what leads there need not lead back")
                .isEmpty();
    }

    @Test
    void circlesEndAndLongWaysAreNotLookedFor() {
        Map<String, Set<String>> line = new TreeMap<>();
        for (int i = 0; i < ToldTrusts.LONGEST_WAY + 1; i++) {
            line.put("R" + i, Set.of("R" + (i + 1), "R0"));
        }

        assertThat(way(told(line), "R0", "R" + ToldTrusts.LONGEST_WAY)).isPresent();
        assertThat(way(told(line), "R0", "R" + (ToldTrusts.LONGEST_WAY + 1))).isEmpty();
    }

    /** Against every way that there is, in a thousand small graphs of fixed seeds. */
    @Test
    void noShorterWayIsOverlooked() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            Map<String, TreeSet<String>> edges = new TreeMap<>();
            for (int i = 0; i < 9; i++) {
                edges.computeIfAbsent("R" + random.nextInt(6), none -> new TreeSet<>())
                        .add("R" + random.nextInt(6));
            }
            List<List<String>> all = new ArrayList<>();
            walk(edges, "R5", new ArrayList<>(List.of("R0")), all);

            Optional<Integer> shortest = all.stream().map(List::size).min(Integer::compare);
            assertThat(way(told(edges), "R0", "R5").map(List::size))
                    .as("seed %s: %s", seed, edges)
                    .isEqualTo(shortest);
        }
    }

    private static void walk(
            Map<String, TreeSet<String>> edges, String to, List<String> walked, List<List<String>> all) {
        String at = walked.get(walked.size() - 1);
        if (at.equals(to)) {
            all.add(walked.subList(1, walked.size()));
            return;
        }
        for (String next : edges.getOrDefault(at, new TreeSet<>())) {
            if (!walked.contains(next)) {
                List<String> longer = new ArrayList<>(walked);
                longer.add(next);
                walk(edges, to, longer, all);
            }
        }
    }
}
