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
    static String text(LogEvent event) {
        StringBuilder line = new StringBuilder(512);
        LogTime.append(line, Instant.ofEpochMilli(event.getTimeMillis()));
        line.append(" hanse(").append(level(event)).append("): ");
        if (event.getMessage() instanceof RequestMessage message) {
            RequestLine.append(line, message.request());
            return line.append('\n').toString();
        }
        line.append(oneLine(event.getMessage().getFormattedMessage())).append('\n');
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .forEach(frame ->
                            line.append("    ").append(oneLine(frame.strip())).append('\n'));
        }
        return line.toString();
    }

    /** audit.jsonl. */
    static String json(LogEvent event) {
        if (!(event.getMessage() instanceof RequestMessage message)) {
            return "";
        }
        StringBuilder line = new StringBuilder(512);
        RequestJson.append(line, message.request());
        return line.append('\n').toString();
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
