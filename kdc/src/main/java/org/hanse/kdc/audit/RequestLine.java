package org.hanse.kdc.audit;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;

/**
 * A request as one line for people, in the order of MIT's krb5kdc.log, so that habits, eyes and scripts keep working. Ends in
 * the id that the client saw.
 */
final class RequestLine {
    private RequestLine() {}

    static String of(RequestRecord request) {
        LogLine line = new LogLine();
        append(line, new RequestMessage(request));
        return line.toString();
    }

    static void append(LogLine line, RequestMessage message) {
        RequestRecord request = message.request();
        line.add(request.kind().name());
        appendEtypes(line, request.etypes());
        line.add(message.address()).add(": ");
        request.issued()
                .ifPresentOrElse(
                        issued -> appendIssued(line, issued),
                        () -> line.add(status(request.refused())).add(": "));
        LogText.appendPrincipal(line, message.client(), "<unknown client>");
        line.add(" for ");
        LogText.appendPrincipal(line, message.service(), "<unknown server>");
        request.refused().ifPresent(reason -> line.add(", ").add(reason.code().explanation()));
        request.detail().ifPresent(detail -> LogText.appendSentence(line.add(", "), detail));
        line.add(", id=").add(request.id());
    }

    private static void appendEtypes(LogLine line, List<EncType> etypes) {
        line.add(" (").add(etypes.size()).add(" etypes {");
        for (int i = 0; i < etypes.size(); i++) {
            if (i > 0) {
                line.add(", ");
            }
            LogText.appendEtype(line, etypes.get(i));
        }
        line.add("}) ");
    }

    private static void appendIssued(LogLine line, RequestRecord.Issued issued) {
        line.add("ISSUE: authtime ").add(issued.authTime().getEpochSecond());
        LogText.appendEtype(line.add(", etypes {rep="), issued.reply());
        LogText.appendEtype(line.add(", tkt="), issued.ticket());
        LogText.appendEtype(line.add(", ses="), issued.session());
        line.add("}, ");
    }

    /** Our own name of the reason, but for the one word that every administrator looks for. */
    private static String status(Optional<Reason> reason) {
        return reason.map(why -> why == Reason.PREAUTH_REQUIRED ? "NEEDED_PREAUTH" : why.name())
                .orElse("ANSWERED");
    }
}
