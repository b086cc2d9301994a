package org.hanse.admin.refusal;

import java.io.PrintStream;
import java.util.stream.Collectors;

/** Pages for people at a terminal. */
public final class PageText {
    private static final int WIDTH = 100;
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final StringBuilder text = new StringBuilder();
    private final boolean colour;

    public PageText(boolean colour) {
        this.colour = colour;
    }

    /** The whole page. */
    public PageText add(Page page) {
        separate();
        heading(page.name());
        wrapped("  ", "  ", "Refused by " + page.side().text() + met(page));
        heading("What happened");
        wrapped("  ", "  ", page.what());
        heading("Who can mend it");
        wrapped("  ", "  ", page.who().stream().map(Mender::text).collect(Collectors.joining("; or ")));
        heading("What to do");
        for (Page.Cure cure : page.cures()) {
            wrapped("  - ", "    ", cure.text());
            cure.commands().forEach(command -> line("      " + command));
        }
        return this;
    }

    /** Its name and what happened. */
    public PageText addBriefly(Page page) {
        separate();
        heading(page.name());
        wrapped("  ", "  ", page.what());
        return this;
    }

    /** A sentence or more. */
    public PageText add(String sentence) {
        separate();
        wrapped("", "", sentence);
        return this;
    }

    public void print(PrintStream out) {
        out.print(text);
        out.flush();
    }

    private static String met(Page page) {
        return page.code()
                .map(code -> ". The client is told " + code.number() + " " + code.name() + ", \"" + code.explanation()
                        + "\".")
                .orElse(". The client gets no Kerberos error for it.");
    }

    private void separate() {
        if (text.length() > 0) {
            line("");
        }
    }

    private void heading(String heading) {
        line((colour ? BOLD : "") + heading + (colour ? PLAIN : ""));
    }

    private void wrapped(String first, String others, String sentence) {
        StringBuilder line = new StringBuilder(first);
        String gap = "";
        for (String word : sentence.split(" ")) {
            if (!gap.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(others);
                gap = "";
            }
            line.append(gap).append(word);
            gap = " ";
        }
        line(line.toString());
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
