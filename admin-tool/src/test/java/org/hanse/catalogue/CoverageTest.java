package org.hanse.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * kdc/COVERAGE.md says of each row of the attack catalogue which tests show it. The tests say so themselves, by their tags; here both
 * are held against each other. {@code -Dcoverage.write=true} writes the tests' names into the page; the remarks are written by hand.
 */
class CoverageTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = TOP.resolve("kdc/COVERAGE.md");
    private static final Pattern ROW = Pattern.compile("^(\\| ([KAT]-\\d{3}) \\| .*? \\|) (.*?) \\| (.*?) ?\\|$");
    private static final Pattern TAG = Pattern.compile("^(\\s*)@Tag\\(\"([A-Z]-\\d{3})\"\\)$");
    private static final Pattern METHOD = Pattern.compile("^\\s+(?:static |private |public )*void (\\w+)\\(");

    @Test
    void thePageNamesTheTestsOfEachRow() throws IOException {
        Map<String, String> tests = testsByRow();
        List<String> wanted = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(2));
                String remark = row.group(4).isEmpty() ? "" : row.group(4) + " ";
                wanted.add(row.group(1) + " " + tests.getOrDefault(row.group(2), "—") + " | " + remark + "|");
            } else {
                wanted.add(line);
            }
        }
        if (Boolean.getBoolean("coverage.write")) {
            Files.write(PAGE, wanted);
        }
        assertThat(Files.readAllLines(PAGE)).isEqualTo(wanted);
        assertThat(rows).isEqualTo(allRows());
    }

    /** A row without a test says what it waits for. */
    @Test
    void whatIsNotShownYetSaysWhy() throws IOException {
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(3).equals("—")) {
                assertThat(row.group(4)).as(row.group(2)).startsWith("waits for ");
            }
        }
    }

    /** The KDC's rows, the service's and those of trust and management, in order. */
    private static List<String> allRows() {
        return Stream.of(rows("K", 259), rows("A", 39), rows("T", 31))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<String> rows(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "%s-%03d".formatted(letter, number));
    }

    private static Map<String, String> testsByRow() throws IOException {
        Map<String, Map<String, List<String>>> byRow = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TOP)) {
            for (Path file : files.filter(CoverageTest::isTest).sorted().toList()) {
                collect(file, byRow);
            }
        }
        Map<String, String> cells = new TreeMap<>();
        byRow.forEach((row, classes) -> {
            List<String> parts = new ArrayList<>();
            classes.forEach((name, methods) -> parts.add("`" + name + "`: " + String.join(", ", methods)));
            cells.put(row, String.join("; ", parts));
        });
        return cells;
    }

    private static boolean isTest(Path file) {
        String path = TOP.relativize(file).toString();
        return path.contains("src/test/java") && path.endsWith("Test.java") && !path.startsWith(".");
    }

    private static void collect(Path file, Map<String, Map<String, List<String>>> byRow) throws IOException {
        String simple = file.getFileName().toString().replace(".java", "");
        String name = file.getParent().getFileName() + "." + simple;
        List<String> ofAll = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        boolean annotated = false;
        for (String line : Files.readAllLines(file)) {
            Matcher tag = TAG.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (tag.matches()) {
                (tag.group(1).isEmpty() ? ofAll : tags).add(tag.group(2));
            } else if (line.strip().startsWith("@Test") || line.strip().startsWith("@ParameterizedTest")) {
                annotated = true;
            } else if (method.find()) {
                if (annotated) {
                    tags.addAll(ofAll);
                }
                for (String row : tags) {
                    byRow.computeIfAbsent(row, absent -> new TreeMap<>())
                            .computeIfAbsent(name, absent -> new ArrayList<>())
                            .add(method.group(1));
                }
                tags.clear();
                annotated = false;
            }
        }
    }
}
