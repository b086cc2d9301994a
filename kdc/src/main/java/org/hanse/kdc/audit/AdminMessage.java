package org.hanse.kdc.audit;

import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.Message;
import org.hanse.protocol.name.Principal;

/** Carries an administrator's request through Log4j's queue, and writes it to both files. */
@AsynchronouslyFormattable
final class AdminMessage implements Message {
    private static final long serialVersionUID = 1L;
    private static final String DONE = "DONE";

    private final transient AdminRecord request;

    AdminMessage(AdminRecord request) {
        this.request = request;
    }

    /** For kdc.log: {@code ADMIN principal/modify 192.0.2.7: DONE: admin/admin@R, alice@R maxLife 10h -> 8h, id=...}. */
    void appendText(LogLine line) {
        line.add("ADMIN ");
        LogText.appendSentence(line, request.operation());
        line.add(' ')
                .add(address())
                .add(": ")
                .add(request.refused().orElse(DONE))
                .add(": ");
        LogText.appendPrincipal(line, request.client().map(Principal::toString), "<unknown client>");
        for (String target : targets()) {
            LogText.appendPrincipal(line.add(" to "), Optional.of(target), "");
        }
        for (AdminRecord.Change change : request.changes()) {
            LogText.appendSentence(line.add(", "), change.subject());
            LogText.appendSentence(line.add(' '), change.field());
            LogText.appendSentence(line.add(" \""), change.before());
            LogText.appendSentence(line.add("\" -> \""), change.after());
            line.add('"');
        }
        line.add(", id=").add(request.id());
    }

    /** For audit.jsonl. */
    void appendJson(LogLine line) {
        line.add("{\"time\":\"").add(request.time()).add('"');
        field(line.add(','), "id", request.id());
        field(line.add(','), "request", "ADMIN");
        field(line.add(','), "operation", request.operation());
        field(line.add(','), "transport", "HTTPS");
        field(line.add(','), "address", address());
        line.add(",\"port\":").add(request.address().getPort());
        request.client().ifPresent(client -> field(line.add(','), "client", client.toString()));
        if (!request.targets().isEmpty()) {
            line.add(",\"targets\":[");
            String comma = "";
            for (String target : targets()) {
                LogText.appendJson(line.add(comma), target);
                comma = ",";
            }
            line.add(']');
        }
        field(line.add(','), "outcome", request.refused().isPresent() ? "REFUSED" : DONE);
        request.refused().ifPresent(reason -> field(line.add(','), "reason", reason));
        if (!request.changes().isEmpty()) {
            line.add(",\"changes\":[");
            String comma = "";
            for (AdminRecord.Change change : request.changes()) {
                field(line.add(comma).add('{'), "subject", change.subject());
                field(line.add(','), "field", change.field());
                field(line.add(','), "before", change.before());
                field(line.add(','), "after", change.after());
                line.add('}');
                comma = ",";
            }
            line.add(']');
        }
        line.add('}');
    }

    private static void field(LogLine line, String name, String value) {
        line.add('"').add(name).add("\":");
        LogText.appendJson(line, value);
    }

    private List<String> targets() {
        return request.targets().subList(0, Math.min(request.targets().size(), AdminRecord.MOST_TARGETS));
    }

    private String address() {
        return request.address().getAddress().getHostAddress();
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
