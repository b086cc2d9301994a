package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hanse.admin.command.CommandTable;
import org.hanse.admin.refusal.Mender;
import org.hanse.admin.refusal.Page;
import org.hanse.admin.refusal.PageFile;
import org.hanse.admin.refusal.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/refusals.md is made of the pages that {@code hanse explain} shows; {@code -Drefusals.write=true} writes it. And the commands
 * in them are commands that there are.
 */
class RefusalsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/refusals.md");
    private static final CommandTable TABLE = CommandTable.hanse();
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** Of the machine, and of nobody's making here. */
    private static final Set<String> OTHERS = Set.of("chronyc tracking", "ls -l FILE", "chmod 600 FILE");

    static Stream<String> commands() {
        return Pages.read()
                .all()
                .flatMap(page -> page.cures().stream())
                .flatMap(cure -> cure.commands().stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandInACureIsOneThatThereIs(String command) {
        if (OTHERS.contains(command)) {
            return;
        }
        // Stock kinit, kvno, klist and kdestroy take what ours take.
        List<String> words = words(command.startsWith("hanse ") ? command.substring("hanse ".length()) : command);
        int length = TABLE.groups().containsKey(words.get(0)) ? 2 : 1;
        String path = String.join(" ", words.subList(0, length));

        assertThat(TABLE.isLater(path)).as("%s is not built yet", path).isFalse();
        var made = TABLE.find(path).orElseThrow(() -> new AssertionError("there is no " + path));
        String[] arguments = words.subList(length, words.size()).toArray(String[]::new);
        HelpPages.commandLine(path, made.get()).parseArgs(FlagArguments.joined(arguments));
    }

    @Test
    void theDocumentIsThePages() throws IOException {
        List<String> wanted = document();
        if (Boolean.getBoolean("refusals.write")) {
            Files.write(DOCUMENT, wanted);
        }
        assertThat(Files.readAllLines(DOCUMENT)).isEqualTo(wanted);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    private static List<String> document() {
        List<String> lines = new ArrayList<>(
                List.of(
                        "# Refusals, and what to do about them",
                        "",
                        "What `hanse explain` shows, all of it. The name is what stands in the log; a client is told the error beside it, whose text ends in",
                        "`id=XXXXXXXX`, and `hanse explain XXXXXXXX` looks that request up. Words in capitals in a command are yours to replace.",
                        "",
                        "This page is made of the texts in [admin-tool](../admin-tool/src/main/resources/org/hanse/admin/refusal): change them there."));
        for (PageFile group : Pages.read().groups()) {
            lines.add("");
            lines.add("## " + group.title());
            group.pages().forEach(page -> add(lines, page));
        }
        return lines;
    }

    private static void add(List<String> lines, Page page) {
        lines.add("");
        lines.add("### " + page.name());
        lines.add("");
        lines.add(page.code()
                .map(code -> "*" + code.number() + " " + code.name() + ": " + code.explanation() + "*")
                .orElse("*no Kerberos error*"));
        lines.add("");
        lines.add(page.what());
        lines.add("");
        lines.add(
                "Who can mend it: " + page.who().stream().map(Mender::text).collect(Collectors.joining("; or ")) + ".");
        lines.add("");
        for (Page.Cure cure : page.cures()) {
            lines.add("- " + cure.text());
            if (!cure.commands().isEmpty()) {
                lines.add("");
                cure.commands().forEach(command -> lines.add("      " + command));
            }
        }
    }
}
