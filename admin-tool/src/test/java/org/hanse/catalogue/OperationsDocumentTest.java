package org.hanse.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md explains every line that the server writes of itself; the sources say which those are. */
class OperationsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/operations.md");
    private static final Path SOURCES = Path.of("../kdc/src/main/java");
    private static final Pattern LOGGED =
            Pattern.compile("(?:LOG|log\\(\\))\\s*\\.(info|warn|error)\\(\\s*\"([^\"]*)\"");
    private static final Pattern ROW = Pattern.compile("\\| (info|warn|error) \\| (.*?) \\| .* \\|");

    /** @param text with {@code {}} for what is filled in */
    private record Line(String level, String text) {
        boolean isTold(String level, String text) {
            String pattern =
                    Stream.of(this.text.split("\\{}", -1)).map(Pattern::quote).collect(Collectors.joining(".+"));
            return this.level.equals(level) && text.matches(pattern);
        }
    }

    @Test
    void everyLineOfTheServersOwnIsExplained() throws IOException {
        List<Line> logged = logged();
        assertThat(logged).hasSizeGreaterThan(10);
        for (Line line : logged) {
            assertThat(rows()).as("%s in docs/operations.md", line).anyMatch(row -> line.isTold(row.level, row.text));
        }
    }

    @Test
    void noLineIsExplainedThatThereIsNot() throws IOException {
        List<Line> logged = logged();
        for (Line row : rows()) {
            assertThat(logged).as("%s of docs/operations.md", row).anyMatch(line -> line.isTold(row.level, row.text));
        }
    }

    private static List<Line> logged() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                Matcher call = LOGGED.matcher(Files.readString(file));
                while (call.find()) {
                    lines.add(new Line(call.group(1), call.group(2)));
                }
            }
        }
        return lines;
    }

    private static List<Line> rows() throws IOException {
        List<Line> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Line(row.group(1), row.group(2)));
            }
        }
        return rows;
    }
}
