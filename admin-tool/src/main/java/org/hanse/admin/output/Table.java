package org.hanse.admin.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** An aligned table for people. The header is bold where colour is allowed; an empty table prints nothing. */
public final class Table {
    static final String BOLD = "\u001b[1m";
    static final String PLAIN = "\u001b[0m";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row of as many cells as the header has. */
    public Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + header.size() + " headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    public void print(PrintStream out, boolean colour) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        text.append(colour ? BOLD : "").append(aligned(header, widths)).append(colour ? PLAIN : "");
        text.append(System.lineSeparator());
        for (List<String> row : rows) {
            text.append(aligned(row, widths)).append(System.lineSeparator());
        }
        // One write: a long list must not flush line by line.
        out.print(text);
        out.flush();
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = printable(row.get(column));
            line.append(cell);
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths[column] - cell.codePointCount(0, cell.length()) + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    private int[] widths() {
        int[] widths = header.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                String cell = printable(row.get(column));
                widths[column] = Math.max(widths[column], cell.codePointCount(0, cell.length()));
            }
        }
        return widths;
    }

    /** A name may hold anything; a terminal must not be told what to do by it. */
    static String printable(String cell) {
        return cell.codePoints()
                .map(point -> movesTheText(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Ends a line, changes direction or speaks to the terminal. */
    private static boolean movesTheText(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
