package org.hanse.admin.refusal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.admin.refusal.Page.Cure;
import org.hanse.admin.refusal.Page.Side;
import org.hanse.client.accept.RefusalReason;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.wire.WireCode;
import org.jspecify.annotations.Nullable;

/**
 * A group of pages, as its file has it:
 *
 * <pre>
 * # Title of the group
 *
 * == NAME_OF_THE_REASON
 * who: user, realm
 * what: What happened. A line that is indented
 *   goes on with the one before.
 * cure: What to do.
 *   $ hanse command to type
 * </pre>
 *
 * @param title of the group
 */
public record PageFile(String title, List<Page> pages) {
    private static final String COMMAND = "  $ ";

    public PageFile {
        pages = List.copyOf(pages);
    }

    static PageFile read(String name, Side side) {
        try (InputStream in = PageFile.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("there are no pages " + name);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Parser(name, side).parse(lines.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands between two headings. */
    private static final class Draft {
        final String name;
        final List<Mender> who = new ArrayList<>();
        String what = "";
        final List<Cure> cures = new ArrayList<>();

        Draft(String name) {
            this.name = name;
        }

        void goOn(String text) {
            if (cures.isEmpty()) {
                what += " " + text;
            } else {
                Cure last = cures.remove(cures.size() - 1);
                cures.add(new Cure(last.text() + " " + text, last.commands()));
            }
        }

        void command(String text) {
            Cure last = cures.remove(cures.size() - 1);
            cures.add(new Cure(
                    last.text(),
                    Stream.concat(last.commands().stream(), Stream.of(text)).toList()));
        }

        Page page(Side side) {
            return new Page(side, name, code(side, name), who, what, cures);
        }

        private static Optional<WireCode> code(Side side, String name) {
            return switch (side) {
                case KDC -> Optional.of(Reason.valueOf(name).code());
                case SERVICE -> RefusalReason.valueOf(name).code();
                case ADMINISTRATION -> Optional.empty();
            };
        }
    }

    private static final class Parser {
        private final String file;
        private final Side side;
        private final List<Page> pages = new ArrayList<>();
        private String title = "";
        private @Nullable Draft draft;

        Parser(String file, Side side) {
            this.file = file;
            this.side = side;
        }

        PageFile parse(Stream<String> lines) {
            lines.filter(line -> !line.isBlank()).forEach(this::line);
            finish();
            return new PageFile(title, pages);
        }

        private void line(String line) {
            if (line.startsWith("# ")) {
                title = line.substring(2);
            } else if (line.startsWith("== ")) {
                finish();
                draft = new Draft(line.substring(3));
            } else {
                part(line);
            }
        }

        private void part(String line) {
            Draft page = draft;
            if (page == null) {
                throw wrong(line);
            }
            if (line.startsWith("who: ")) {
                for (String word : line.substring(5).split(", ")) {
                    page.who.add(Mender.valueOf(word.toUpperCase(Locale.ROOT)));
                }
            } else if (line.startsWith("what: ")) {
                page.what = line.substring(6);
            } else if (line.startsWith("cure: ")) {
                page.cures.add(new Cure(line.substring(6), List.of()));
            } else if (line.startsWith(COMMAND) && !page.cures.isEmpty()) {
                page.command(line.substring(COMMAND.length()));
            } else if (line.startsWith("  ")) {
                page.goOn(line.strip());
            } else {
                throw wrong(line);
            }
        }

        private void finish() {
            if (draft != null) {
                pages.add(draft.page(side));
                draft = null;
            }
        }

        private IllegalStateException wrong(String line) {
            return new IllegalStateException("pages " + file + ": " + line);
        }
    }
}
