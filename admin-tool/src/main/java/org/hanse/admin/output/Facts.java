package org.hanse.admin.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What is known of one thing, for people: aligned lines of {@code label  value}. */
public final class Facts {
    private final List<String> labels = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    public Facts add(String label, String value) {
        labels.add(label);
        values.add(value);
        return this;
    }

    /** One line per value, the label before the first; {@code none} for no value. */
    public Facts addAll(String label, List<String> all) {
        if (all.isEmpty()) {
            return add(label, "none");
        }
        for (int i = 0; i < all.size(); i++) {
            add(i == 0 ? label : "", all.get(i));
        }
        return this;
    }

    public void print(PrintStream out, boolean colour) {
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            text.append(colour ? Table.BOLD : "").append(label).append(colour ? Table.PLAIN : "");
            text.append(" ".repeat(width - label.length() + 2))
                    .append(Table.printable(values.get(i)))
                    .append(System.lineSeparator());
        }
        out.print(text);
        out.flush();
    }
}
