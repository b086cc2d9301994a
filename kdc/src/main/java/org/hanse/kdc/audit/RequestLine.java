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
        StringBuilder line = new StringBuilder();
        append(line, request);
        return line.toString();
    }

    static void append(StringBuilder line, RequestRecord request) {
        line.append(request.kind());
        appendEtypes(line, request.etypes());
        line.append(request.origin().address().getAddress().getHostAddress()).append(": ");
        request.issued()
                .ifPresentOrElse(
                        issued -> appendIssued(line, issued),
                        () -> line.append(status(request.refused())).append(": "));
        LogText.appendPrincipal(line, request.client(), "<unknown client>");
        line.append(" for ");
        LogText.appendPrincipal(line, request.service(), "<unknown server>");
        request.refused()
                .ifPresent(reason -> line.append(", ").append(reason.code().explanation()));
        request.detail().ifPresent(detail -> line.append(", ").append(LogText.sentence(detail)));
        line.append(", id=").append(request.id());
    }

    private static void appendEtypes(StringBuilder line, List<EncType> etypes) {
        line.append(" (").append(etypes.size()).append(" etypes {");
        for (int i = 0; i < etypes.size(); i++) {
            if (i > 0) {
                line.append(", ");
            }
            LogText.appendEtype(line, etypes.get(i));
        }
        line.append("}) ");
    }

    private static void appendIssued(StringBuilder line, RequestRecord.Issued issued) {
        line.append("ISSUE: authtime ").append(issued.authTime().getEpochSecond());
        LogText.appendEtype(line.append(", etypes {rep="), issued.reply());
        LogText.appendEtype(line.append(", tkt="), issued.ticket());
        LogText.appendEtype(line.append(", ses="), issued.session());
        line.append("}, ");
    }

    /** Our own name of the reason, but for the one word that every administrator looks for. */
    private static String status(Optional<Reason> reason) {
        return reason.map(why -> why == Reason.PREAUTH_REQUIRED ? "NEEDED_PREAUTH" : why.name())
                .orElse("ANSWERED");
    }
}
