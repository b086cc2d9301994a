package org.hanse.admin;

import java.lang.reflect.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of users' commands that are as they should be without picocli, which takes more than half of the time of a short command, to look at
 * a command's annotations (130 of 240 ms of {@code hanse klist}'s processor time on JDK 25). What those annotations say stands in {@link
 * OptionLines}, which a test writes and compares, and this class does what picocli would: another test compares the two. Whatever
 * is not plain here, mistakes above all, is left to picocli, so that the table can make nothing wrong, only faster.
 */
final class ReadyOptions {
    private final List<Slot> parameters = new ArrayList<>();
    private final List<Slot> all = new ArrayList<>();
    private final Map<String, Slot> options = new HashMap<>();

    private ReadyOptions() {}

    /**
     * Fills the fields of {@code command}.
     *
     * @return false if the arguments are for picocli, which then reads all of them
     */
    static boolean fill(Object command, String path, String[] args) {
        ReadyOptions ready = of(path);
        try {
            if (!ready.accept(args)) {
                return false;
            }
            for (Slot slot : ready.all) {
                slot.fill(command);
            }
            return true;
        } catch (InvalidPathException | ReflectiveOperationException e) {
            // A text that is no path, or a table that is not of this build.
            return false;
        }
    }

    private static ReadyOptions of(String path) {
        ReadyOptions ready = new ReadyOptions();
        String prefix = path + ";";
        for (String line : OptionLines.ALL.split("\n")) {
            if (line.startsWith(prefix)) {
                ready.add(new Slot(line.split(";", -1)));
            }
        }
        return ready;
    }

    private void add(Slot slot) {
        all.add(slot);
        if (slot.names.isEmpty()) {
            parameters.add(slot);
        } else {
            for (String name : slot.names.split(" ")) {
                options.put(name, slot);
            }
        }
    }

    private boolean accept(String[] args) {
        if (all.isEmpty()) {
            return false;
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String word = args[i];
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            Slot option = options.get(equals < 0 ? word : word.substring(0, equals));
            if (option == null) {
                if (word.isEmpty() || word.startsWith("-")) {
                    return false;
                }
                words.add(word);
            } else if (option.isSwitch()) {
                if (equals >= 0 || !option.take("")) {
                    return false;
                }
            } else {
                String value = equals >= 0 ? word.substring(equals + 1) : i + 1 < args.length ? args[++i] : "";
                if (value.isEmpty() || value.startsWith("-") || !option.take(value)) {
                    return false;
                }
            }
        }
        return acceptParameters(words) && all.stream().allMatch(Slot::hasEnough);
    }

    private boolean acceptParameters(List<String> words) {
        int next = 0;
        for (Slot parameter : parameters) {
            while (next < words.size() && parameter.take(words.get(next))) {
                next++;
            }
        }
        return next == words.size();
    }

    /** A field and what it is given. */
    private static final class Slot {
        private final String[] fields;
        private final String type;
        private final int least;
        private final int most;
        private final String names;
        private final List<String> values = new ArrayList<>();

        private Slot(String[] columns) {
            this.fields = columns[1].split("\\.");
            this.type = columns[2];
            this.least = Integer.parseInt(columns[3]);
            this.most = Integer.parseInt(columns[4]);
            this.names = columns[5];
        }

        private boolean isSwitch() {
            return type.equals("boolean");
        }

        private boolean take(String value) {
            return values.size() < most && values.add(value);
        }

        private boolean hasEnough() {
            return values.size() >= least;
        }

        private void fill(Object command) throws ReflectiveOperationException {
            if (values.isEmpty()) {
                return;
            }
            Object owner = command;
            for (String field : Arrays.asList(fields).subList(0, fields.length - 1)) {
                owner = field(owner, field).get(owner);
            }
            field(owner, fields[fields.length - 1]).set(owner, value());
        }

        private static Field field(@Nullable Object owner, String name) throws ReflectiveOperationException {
            if (owner == null) {
                throw new NoSuchFieldException(name);
            }
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field;
        }

        private Object value() {
            return switch (type) {
                case "boolean" -> true;
                case "String" -> values.get(0);
                case "Path" -> Path.of(values.get(0));
                case "Optional<String>" -> Optional.of(values.get(0));
                case "Optional<Path>" -> Optional.of(Path.of(values.get(0)));
                case "List<String>" -> new ArrayList<>(values);
                default -> throw new IllegalStateException("the table of options has type " + type);
            };
        }
    }
}
