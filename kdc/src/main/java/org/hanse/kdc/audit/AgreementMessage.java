package org.hanse.kdc.audit;

import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.Message;

/** Carries a step of an agreement through Log4j's queue, and writes it to both files. */
@AsynchronouslyFormattable
final class AgreementMessage implements Message {
    private static final long serialVersionUID = 1L;

    private final transient AgreementRecord step;

    AgreementMessage(AgreementRecord step) {
        this.step = step;
    }

    /** For kdc.log: {@code AGREEMENT BERGEN.EXAMPLE: ISSUING 3}. */
    void appendText(LogLine line) {
        LogText.appendSentence(line.add("AGREEMENT "), step.peer());
        LogText.appendSentence(line.add(": "), step.event());
        if (!step.detail().isEmpty()) {
            LogText.appendSentence(line.add(' '), step.detail());
        }
    }

    /** For audit.jsonl. */
    void appendJson(LogLine line) {
        line.add("{\"time\":\"").add(step.time()).add('"');
        field(line, "request", "AGREEMENT");
        field(line, "peer", step.peer());
        field(line, "event", step.event());
        if (!step.detail().isEmpty()) {
            field(line, "detail", step.detail());
        }
        line.add('}');
    }

    private static void field(LogLine line, String name, String value) {
        line.add(",\"").add(name).add("\":");
        LogText.appendJson(line, value);
    }

    @Override
    public String getFormattedMessage() {
        LogLine line = new LogLine();
        appendText(line);
        return line.toString();
    }

    @Override
    public Object[] getParameters() {
        return new Object[0];
    }

    /** No failure belongs to a record; Log4j asks every message. */
    @Override
    @SuppressWarnings("NullAway") // Log4j's contract: null for none
    public Throwable getThrowable() {
        return null;
    }
}
