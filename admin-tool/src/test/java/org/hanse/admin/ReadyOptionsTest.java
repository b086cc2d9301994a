package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hanse.admin.command.CommandTable;
import org.hanse.admin.command.HanseCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The table says what the annotations say ({@code -Doptions.write=true} writes it), and what it leads to is what picocli makes. */
class ReadyOptionsTest {
    private static final Path SOURCE = Path.of("src/main/java/org/hanse/admin/OptionLines.java");
    private static final String BEGIN = "\"\"\"\n";
    private static final CommandTable COMMANDS = CommandTable.hanse();
    private static final Set<String> TYPES =
            Set.of("boolean", "String", "Path", "Optional<String>", "Optional<Path>", "List<String>");
    private static final List<String> VALUES = List.of(
            "alice",
            "HTTP/www@PEER",
            "a=b",
            "-",
            "--",
            "",
            "-x",
            "-ef",
            "--no-such",
            "\"quoted\"",
            "@file",
            "a b",
            "ü",
            "10h");

    static Stream<String> paths() {
        return Stream.of("kinit", "klist", "kvno", "kdestroy");
    }

    @Test
    void theTableSaysWhatTheAnnotationsSay() throws IOException {
        String source = Files.readString(SOURCE);
        int begin = source.indexOf(BEGIN) + BEGIN.length();
        int end = source.indexOf("\"\"\"", begin);
        String wanted = paths().flatMap(path -> lines(path).stream()).collect(Collectors.joining());

        if (Boolean.getBoolean("options.write")) {
            Files.writeString(
                    SOURCE, source.substring(0, begin) + wanted.indent(12) + " ".repeat(12) + source.substring(end));
        }

        assertThat(OptionLines.ALL)
                .as("write it anew: mvn -pl admin-tool -am test -Dtest=ReadyOptionsTest -Doptions.write=true")
                .isEqualTo(wanted);
    }

    @Test
    void whatIsTypedMostIsReadWithoutPicocli() {
        assertThat(fill("klist")).isPresent();
        assertThat(fill("klist", "-e", "-f", "FILE:/tmp/cc")).isPresent();
        assertThat(fill("kinit", "alice@LUEBECK.EXAMPLE")).isPresent();
        assertThat(fill("kinit", "-k", "-t", "web.keytab", "HTTP/www.bergen.example"))
                .isPresent();
        assertThat(fill("kvno", "HTTP/www.bergen.example", "HTTP/two.bergen.example"))
                .isPresent();
        assertThat(fill("kdestroy", "-c", "FILE:/tmp/cc")).isPresent();
    }

    @Test
    void whatIsWrongIsLeftToPicocli() {
        assertThat(fill("klist", "--no-such-option")).isEmpty();
        assertThat(fill("klist", "one", "two")).isEmpty();
        assertThat(fill("klist", "-e", "-e")).isEmpty();
        assertThat(fill("kinit", "-c")).isEmpty();
        assertThat(fill("kvno")).isEmpty();
        assertThat(fill("principal show", "alice")).as("not in the table").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void fillsTheFieldsThatPicocliFills(String path) throws IllegalAccessException {
        Random random = new Random(path.hashCode());
        List<ArgSpec> specs = specs(path);
        for (int i = 0; i < 300; i++) {
            String[] words = words(specs, random);
            Optional<HanseCommand> filled = fill(path, words);
            if (filled.isPresent()) {
                HanseCommand byPicocli = command(path);
                try {
                    HelpPages.commandLine(path, byPicocli).parseArgs(words);
                } catch (ParameterException refused) {
                    throw new AssertionError("picocli refuses " + List.of(words), refused);
                }
                assertThat(fields(filled.get())).as("%s", List.of(words)).isEqualTo(fields(byPicocli));
            }
        }
    }

    private static Optional<HanseCommand> fill(String path, String... words) {
        HanseCommand command = command(path);
        return ReadyOptions.fill(command, path, words) ? Optional.of(command) : Optional.empty();
    }

    private static HanseCommand command(String path) {
        return COMMANDS.find(path).orElseThrow().get();
    }

    private static List<ArgSpec> specs(String path) {
        return HelpPages.commandLine(path, command(path)).getCommandSpec().args().stream()
                .filter(spec -> !(spec instanceof OptionSpec option && option.usageHelp()))
                .toList();
    }

    /** None if one of them is more than the table can say: then all of the command is picocli's. */
    private static List<String> lines(String path) {
        List<String> lines = new ArrayList<>();
        for (ArgSpec spec : specs(path)) {
            Field field = (Field) spec.userObject();
            String type = field.getGenericType().getTypeName().replaceAll("\\b[a-z]+\\.(?:[a-z]+\\.)*", "");
            boolean negatable = spec instanceof OptionSpec option && option.negatable();
            if (!TYPES.contains(type) || spec.defaultValue() != null || negatable) {
                return List.of();
            }
            boolean many = type.equals("List<String>");
            int least =
                    spec.isOption() ? (spec.required() ? 1 : 0) : spec.arity().min();
            String names = spec instanceof OptionSpec option ? String.join(" ", option.names()) : "";
            lines.add(String.join(
                    ";",
                    path,
                    way(command(path).getClass(), field).orElseThrow(),
                    type,
                    Integer.toString(least),
                    many ? Integer.toString(Integer.MAX_VALUE) : "1",
                    names + "\n"));
        }
        return lines;
    }

    /** The fields that lead to the one that is wanted, which may be a mixin's. */
    private static Optional<String> way(Class<?> holder, Field wanted) {
        if (wanted.getDeclaringClass() == holder) {
            return Optional.of(wanted.getName());
        }
        return Stream.of(holder.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Mixin.class))
                .flatMap(field -> way(field.getType(), wanted).map(rest -> field.getName() + "." + rest).stream())
                .findFirst();
    }

    private static String[] words(List<ArgSpec> specs, Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String value = VALUES.get(random.nextInt(random.nextBoolean() ? 2 : VALUES.size()));
            ArgSpec spec = specs.isEmpty() ? null : specs.get(random.nextInt(specs.size()));
            if (spec instanceof OptionSpec option) {
                String name = option.names()[random.nextInt(option.names().length)];
                if (random.nextInt(4) == 0) {
                    words.add(name + "=" + value);
                } else {
                    words.add(name);
                    if (option.arity().max() > 0 && random.nextInt(8) > 0) {
                        words.add(value);
                    }
                }
            } else {
                words.add(value);
            }
        }
        return words.toArray(String[]::new);
    }

    /** With those of its mixins. */
    private static Map<String, Object> fields(Object holder) throws IllegalAccessException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : holder.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            Object value = field.get(holder);
            if (field.isAnnotationPresent(Mixin.class)) {
                fields(value).forEach((name, inner) -> fields.put(field.getName() + "." + name, inner));
            } else {
                fields.put(field.getName(), value);
            }
        }
        return fields;
    }
}
