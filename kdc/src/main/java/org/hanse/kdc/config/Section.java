package org.hanse.kdc.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.hanse.protocol.file.KerberosDuration;

/**
 * One mapping of the file. Remembers which keys were asked for, so that {@link #refuseOthers()} finds those that nobody
 * knows.
 */
final class Section {
    private final Path file;
    private final String text;
    private final String prefix;
    private final ImmutableNode node;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Path file, String text, ImmutableNode root) {
        this(file, text, "", root);
    }

    private Section(Path file, String text, String prefix, ImmutableNode node) {
        this.file = file;
        this.text = text;
        this.prefix = prefix;
        this.node = node;
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (ImmutableNode child : node.getChildren()) {
            keys.add(child.getNodeName());
        }
        return keys;
    }

    /** A section that is not there is one without keys. */
    Section section(String key) throws SettingsFault {
        List<ImmutableNode> found = nodes(key);
        if (found.isEmpty()) {
            return new Section(file, text, prefix + key + ".", new ImmutableNode.Builder().create());
        }
        if (found.size() > 1 || found.get(0).getValue() != null) {
            throw fault(key, "has values where keys belong", "indent \"key: value\" lines under it");
        }
        return new Section(file, text, prefix + key + ".", found.get(0));
    }

    Optional<String> string(String key) throws SettingsFault {
        List<ImmutableNode> found = nodes(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            throw fault(key, "is a list", "write one value");
        }
        return Optional.of(string(key, found.get(0)));
    }

    /** One value counts as a list of one. */
    List<String> strings(String key) throws SettingsFault {
        List<ImmutableNode> found = nodes(key);
        String[] values = new String[found.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = string(key, found.get(i));
        }
        return List.of(values);
    }

    <T> Optional<T> value(String key, Class<T> type, String expected) throws SettingsFault {
        List<ImmutableNode> found = nodes(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1 || !type.isInstance(found.get(0).getValue())) {
            throw fault(key, "is not " + expected, "write " + expected);
        }
        return Optional.of(type.cast(found.get(0).getValue()));
    }

    int number(String key, int least, int most, int otherwise) throws SettingsFault {
        String expected = "a number from " + least + " to " + most;
        int number = value(key, Integer.class, expected).orElse(otherwise);
        if (number < least || number > most) {
            throw fault(key, "is " + number, "write " + expected);
        }
        return number;
    }

    boolean flag(String key, boolean otherwise) throws SettingsFault {
        return value(key, Boolean.class, "true or false").orElse(otherwise);
    }

    Duration duration(String key, Duration least, Duration most, Duration otherwise) throws SettingsFault {
        String cure = "write a duration such as 60s, 10m, 1h30m or 7d, from " + KerberosDuration.format(least) + " to "
                + KerberosDuration.format(most);
        List<ImmutableNode> found = nodes(key);
        if (found.isEmpty()) {
            return otherwise;
        }
        Object value = found.get(0).getValue();
        // YAML 1.1 reads 10:30:00 as a number of seconds by itself: what was meant.
        if (found.size() > 1 || !(value instanceof String || value instanceof Integer)) {
            throw fault(key, "is no duration", cure);
        }
        Duration duration = parsed(key, value.toString(), cure);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw fault(key, "is " + value, cure);
        }
        return duration;
    }

    private Duration parsed(String key, String value, String cure) throws SettingsFault {
        try {
            return KerberosDuration.parse(value);
        } catch (IllegalArgumentException e) {
            throw fault(key, "is \"" + value + "\", which is no duration", cure);
        }
    }

    /** Reads what {@code of} checks; its IllegalArgumentException becomes a fault at {@code key}. */
    <T> T checked(String key, String value, Function<String, T> of, String cure) throws SettingsFault {
        try {
            return of.apply(value);
        } catch (IllegalArgumentException e) {
            throw fault(key, "is \"" + value + "\" (" + e.getMessage() + ")", cure);
        }
    }

    /** @throws SettingsFault for the first key that was never asked for, naming the nearest that was */
    void refuseOthers() throws SettingsFault {
        for (String key : keys()) {
            if (!known.contains(key)) {
                String cure = NearestWord.of(key, known)
                        .map(nearest -> "did you mean \"" + prefix + nearest + "\"?")
                        .orElse("the keys here are " + String.join(", ", known));
                throw fault(key, "is no setting", cure);
            }
        }
    }

    SettingsFault fault(String key, String what, String cure) {
        String where =
                LineOfKey.find(text, prefix + key).map(line -> " line " + line).orElse("");
        return new SettingsFault(file + where + ": " + prefix + key + " " + what + "; " + cure);
    }

    private String string(String key, ImmutableNode found) throws SettingsFault {
        Object value = found.getValue();
        if (value instanceof String string && !string.isBlank()) {
            return string;
        }
        if (value == null || value instanceof String) {
            throw fault(key, "has no value", "write one, or remove the line for the default");
        }
        throw fault(key, "is not text to YAML but " + value, "put it in quotes");
    }

    private List<ImmutableNode> nodes(String key) {
        known.add(key);
        return node.getChildren(key);
    }
}
