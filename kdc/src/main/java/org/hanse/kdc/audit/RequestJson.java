package org.hanse.kdc.audit;

import java.time.Instant;
import java.util.List;
import org.hanse.protocol.name.EncType;

/** A request as one JSON object on one line; docs/formats/audit.md names its fields. Written by hand: it is on every request's way. */
final class RequestJson {
    private RequestJson() {}

    static String of(RequestRecord request) {
        LogLine json = new LogLine();
        append(json, new RequestMessage(request));
        return json.toString();
    }

    static void append(LogLine json, RequestMessage message) {
        RequestRecord request = message.request();
        time(json.add('{'), "time", request.time());
        field(json, "id", request.id());
        field(json, "request", request.kind().name());
        field(json, "transport", request.origin().transport().name());
        field(json, "address", message.address());
        number(json, "port", request.origin().address().getPort());
        appendEtypes(json, request.etypes());
        message.client().ifPresent(client -> field(json, "client", client));
        message.service().ifPresent(service -> field(json, "service", service));
        field(json, "outcome", request.issued().isPresent() ? "ISSUED" : "REFUSED");
        request.refused().ifPresent(reason -> {
            field(json, "reason", reason.name());
            number(json, "code", reason.code().number());
        });
        request.issued().ifPresent(issued -> appendIssued(json, issued));
        request.detail().ifPresent(detail -> field(json, "detail", detail));
        json.add('}');
    }

    private static void appendEtypes(LogLine json, List<EncType> etypes) {
        json.add(",\"etypes\":[");
        for (int i = 0; i < etypes.size(); i++) {
            json.add(i == 0 ? "" : ",").add(etypes.get(i).value());
        }
        json.add(']');
    }

    private static void appendIssued(LogLine json, RequestRecord.Issued issued) {
        time(json.add(','), "authTime", issued.authTime());
        time(json.add(','), "endTime", issued.endTime());
        number(json, "replyEtype", issued.reply().value());
        number(json, "ticketEtype", issued.ticket().value());
        number(json, "sessionEtype", issued.session().value());
    }

    private static void field(LogLine json, String name, String value) {
        json.add(",\"").add(name).add("\":");
        LogText.appendJson(json, value);
    }

    private static void time(LogLine json, String name, Instant value) {
        json.add('"').add(name).add("\":\"");
        json.add(value);
        json.add('"');
    }

    private static void number(LogLine json, String name, int value) {
        json.add(",\"").add(name).add("\":").add(value);
    }
}
