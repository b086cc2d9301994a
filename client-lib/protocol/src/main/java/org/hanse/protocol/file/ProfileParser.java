package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one file of MIT's profile format, and what it includes. Sections {@code [name]}, relations {@code name = value}, subsections
 * {@code name = \{ ... \}}, comments from {@code #} or {@code ;} at the start of a line, values in double quotes with backslash
 * escapes, {@code *} for final, {@code include FILE} and {@code includedir FOLDER}.
 */
final class ProfileParser {
    /** Includes that go deeper, or are more, include each other. */
    private static final int MAX_DEPTH = 10;

    private static final int MAX_FILES = 256;
    private static final int MAX_NESTING = 16;

    /** As MIT's library: no editor's leftovers, no hidden files. */
    private static final Pattern INCLUDED_NAME = Pattern.compile("[A-Za-z0-9_-]+|[^.].*\\.conf");

    private final List<Profile.Node> sections = new ArrayList<>();
    private int files;

    private ProfileParser() {}

    static Profile.Node parse(Path file) throws IOException {
        ProfileParser parser = new ProfileParser();
        parser.read(file, 0);
        return parser.tree(file);
    }

    /** As if {@code content} stood in {@code file}. */
    static Profile.Node parse(Path file, byte[] content) throws IOException {
        ProfileParser parser = new ProfileParser();
        parser.new OneFile(file, 0).read(content);
        return parser.tree(file);
    }

    private Profile.Node tree(Path file) {
        return new Profile.Node("", Optional.empty(), sections, false, file.toString());
    }

    private void read(Path file, int depth) throws IOException {
        if (depth > MAX_DEPTH || ++files > MAX_FILES) {
            throw MalformedFileException.in(
                    file, "is included too deeply or too often; look for files that include each other");
        }
        new OneFile(file, depth).read(FileReader.bytesOf(file));
    }

    /** The state of reading a single file: an included file begins afresh, outside of any section. */
    private final class OneFile {
        private final Path file;
        private final int depth;

        /** The section and the open subsections, innermost first. */
        private final Deque<Profile.Node> open = new ArrayDeque<>();

        private int line;

        /** A {@code name =} whose brace must stand on the next line. */
        private Optional<String> awaitsBrace = Optional.empty();

        OneFile(Path file, int depth) {
            this.file = file;
            this.depth = depth;
        }

        void read(byte[] octets) throws IOException {
            String text = new String(octets, StandardCharsets.UTF_8);
            for (String raw : text.split("\r?\n|\r", -1)) {
                line++;
                if (raw.indexOf('\0') >= 0) {
                    // Neither a path nor a realm's name may hold one.
                    throw fault("holds a NUL; the file is damaged, or no text");
                }
                String content = raw.strip();
                if (line == 1 && content.startsWith("\uFEFF")) {
                    content = content.substring(1).strip();
                }
                if (!content.isEmpty() && content.charAt(0) != '#' && content.charAt(0) != ';') {
                    statement(content);
                }
            }
            if (awaitsBrace.isPresent() || open.size() > 1) {
                throw fault("ends inside a section that an opening brace began; add the closing brace");
            }
        }

        private void statement(String content) throws IOException {
            if (awaitsBrace.isPresent()) {
                if (!content.equals("{")) {
                    throw fault("has no value and no opening brace for " + awaitsBrace.get());
                }
                openSection(awaitsBrace.get());
                awaitsBrace = Optional.empty();
            } else if (isDirective(content, "include")) {
                read(argument(content), depth + 1);
            } else if (isDirective(content, "includedir")) {
                includeFolder(argument(content));
            } else if (isDirective(content, "module")) {
                throw fault("loads a module, which is not supported; write its settings into the file");
            } else if (content.charAt(0) == '[') {
                section(content);
            } else if (content.charAt(0) == '}') {
                close(content);
            } else {
                relation(content);
            }
        }

        private boolean isDirective(String content, String word) {
            return content.startsWith(word)
                    && content.length() > word.length()
                    && Character.isWhitespace(content.charAt(word.length()))
                    && content.indexOf('=') < 0;
        }

        private Path argument(String content) throws MalformedFileException {
            // A directive, so there is one.
            int space = 0;
            while (!Character.isWhitespace(content.charAt(space))) {
                space++;
            }
            Path named = Path.of(content.substring(space).strip());
            if (!named.isAbsolute()) {
                throw fault("includes " + named + "; write an absolute path");
            }
            if (!Files.exists(named)) {
                throw fault("includes " + named + ", which does not exist; correct the line or make the file");
            }
            return named;
        }

        private void includeFolder(Path folder) throws IOException {
            List<Path> found = new ArrayList<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path one : all) {
                    if (INCLUDED_NAME.matcher(one.getFileName().toString()).matches() && Files.isRegularFile(one)) {
                        found.add(one);
                    }
                }
            }
            found.sort(null);
            for (Path one : found) {
                ProfileParser.this.read(one, depth + 1);
            }
        }

        private void read(Path included, int atDepth) throws IOException {
            ProfileParser.this.read(included, atDepth);
        }

        private void section(String content) throws MalformedFileException {
            int end = content.indexOf(']');
            String behind = end < 0 ? "" : content.substring(end + 1).strip();
            if (open.size() > 1) {
                throw fault("begins a section inside of braces; add the closing brace");
            }
            if (end < 2 || !(behind.isEmpty() || behind.equals("*"))) {
                throw fault("is no section heading; write [name]");
            }
            String name = content.substring(1, end).strip();
            open.clear();
            open.push(node(name, Optional.empty(), behind.equals("*")));
            sections.add(open.element());
        }

        private void relation(String content) throws MalformedFileException {
            int equals = content.indexOf('=');
            if (equals <= 0) {
                throw fault("is neither a section heading nor a relation; write name = value");
            }
            if (open.isEmpty()) {
                throw fault("stands outside of any section; put a heading such as [libdefaults] before it");
            }
            String name = content.substring(0, equals).strip();
            String value = content.substring(equals + 1).strip();
            if (name.isEmpty() || name.equals("*") || name.chars().anyMatch(Character::isWhitespace)) {
                throw fault("has no name, or a name with a space, before the =");
            }
            if (value.isEmpty()) {
                awaitsBrace = Optional.of(name);
            } else if (value.equals("{")) {
                openSection(name);
            } else {
                boolean isFinal = name.endsWith("*");
                String bare = isFinal ? name.substring(0, name.length() - 1) : name;
                open.element().children().add(node(bare, Optional.of(unquoted(value)), isFinal));
            }
        }

        private void openSection(String name) throws MalformedFileException {
            if (open.size() >= MAX_NESTING) {
                throw fault("opens more than " + MAX_NESTING + " braces");
            }
            Profile.Node inner = node(name, Optional.empty(), false);
            open.element().children().add(inner);
            open.push(inner);
        }

        private void close(String content) throws MalformedFileException {
            String behind = content.substring(1).strip();
            if (open.size() < 2 || !(behind.isEmpty() || behind.equals("*"))) {
                throw fault("has a closing brace that nothing opened, or something behind it");
            }
            Profile.Node closed = open.pop();
            if (behind.equals("*")) {
                List<Profile.Node> siblings = open.element().children();
                siblings.set(
                        siblings.size() - 1,
                        new Profile.Node(closed.name(), closed.value(), closed.children(), true, closed.place()));
            }
        }

        private String unquoted(String value) throws MalformedFileException {
            if (value.charAt(0) != '"') {
                return value;
            }
            StringBuilder out = new StringBuilder();
            for (int i = 1; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"') {
                    return out.toString();
                }
                if (c == '\\' && i + 1 < value.length()) {
                    c = switch (value.charAt(++i)) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'b' -> '\b';
                        default -> value.charAt(i);
                    };
                }
                out.append(c);
            }
            throw fault("has a value without its closing quote");
        }

        private Profile.Node node(String name, Optional<String> value, boolean isFinal) {
            return new Profile.Node(name, value, new ArrayList<>(), isFinal, file + " line " + line);
        }

        private MalformedFileException fault(String what) {
            return MalformedFileException.atLine(file, line, what);
        }
    }
}
