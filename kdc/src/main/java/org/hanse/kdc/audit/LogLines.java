package org.hanse.kdc.audit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;

/** What stands in the two files: requests in both, the server's own words in kdc.log only. */
final class LogLines {
    private LogLines() {}

    /** kdc.log: time, level, text; a stack trace goes on the lines below, indented. */
    static void text(LogLine line, LogEvent event) {
        line.add(Instant.ofEpochMilli(event.getTimeMillis()))
                .add(" hanse(")
                .add(level(event))
                .add("): ");
        if (event.getMessage() instanceof RequestMessage message) {
            RequestLine.append(line, message);
            line.add('\n');
            return;
        }
        if (event.getMessage() instanceof AdminMessage message) {
            message.appendText(line);
            line.add('\n');
            return;
        }
        if (event.getMessage() instanceof AgreementMessage message) {
            message.appendText(line);
            line.add('\n');
            return;
        }
        line.addAny(oneLine(event.getMessage().getFormattedMessage())).add('\n');
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .forEach(frame ->
                            line.add("    ").addAny(oneLine(frame.strip())).add('\n'));
        }
    }

    /** audit.jsonl. */
    static void json(LogLine line, LogEvent event) {
        if (event.getMessage() instanceof RequestMessage message) {
            RequestJson.append(line, message);
            line.add('\n');
        } else if (event.getMessage() instanceof AdminMessage message) {
            message.appendJson(line);
            line.add('\n');
        } else if (event.getMessage() instanceof AgreementMessage message) {
            message.appendJson(line);
            line.add('\n');
        }
    }

    private static String level(LogEvent event) {
        return event.getLevel().equals(Level.INFO)
                ? "info"
                : event.getLevel().name().toLowerCase(Locale.ROOT);
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(movesTheText(c) ? ' ' : (char) c));
        return line.toString();
    }

    /** Ends a line, changes direction or speaks to the terminal. */
    private static boolean movesTheText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
