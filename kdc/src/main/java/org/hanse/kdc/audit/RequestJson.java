package org.hanse.kdc.audit;

import java.time.Instant;
import java.util.List;
import org.hanse.protocol.name.EncType;

/** A request as one JSON object on one line; docs/formats/audit.md names its fields. Written by hand: it is on every request's way. */
final class RequestJson {
    private RequestJson() {}

    static String of(RequestRecord request) {
        StringBuilder json = new StringBuilder();
        append(json, request);
        return json.toString();
    }

    static void append(StringBuilder json, RequestRecord request) {
        time(json.append('{'), "time", request.time());
        field(json, "id", request.id());
        field(json, "request", request.kind().name());
        field(json, "transport", request.origin().transport().name());
        field(json, "address", request.origin().address().getAddress().getHostAddress());
        number(json, "port", request.origin().address().getPort());
        appendEtypes(json, request.etypes());
        request.client().ifPresent(client -> field(json, "client", client.toString()));
        request.service().ifPresent(service -> field(json, "service", service.toString()));
        field(json, "outcome", request.issued().isPresent() ? "ISSUED" : "REFUSED");
        request.refused().ifPresent(reason -> {
            field(json, "reason", reason.name());
            number(json, "code", reason.code().number());
        });
        request.issued().ifPresent(issued -> appendIssued(json, issued));
        request.detail().ifPresent(detail -> field(json, "detail", detail));
        json.append('}');
    }

    private static void appendEtypes(StringBuilder json, List<EncType> etypes) {
        json.append(",\"etypes\":[");
        for (int i = 0; i < etypes.size(); i++) {
            json.append(i == 0 ? "" : ",").append(etypes.get(i).value());
        }
        json.append(']');
    }

    private static void appendIssued(StringBuilder json, RequestRecord.Issued issued) {
        time(json.append(','), "authTime", issued.authTime());
        time(json.append(','), "endTime", issued.endTime());
        number(json, "replyEtype", issued.reply().value());
        number(json, "ticketEtype", issued.ticket().value());
        number(json, "sessionEtype", issued.session().value());
    }

    private static void field(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":");
        LogText.appendJson(json, value);
    }

    private static void time(StringBuilder json, String name, Instant value) {
        json.append('"').append(name).append("\":\"");
        LogTime.append(json, value);
        json.append('"');
    }

    private static void number(StringBuilder json, String name, int value) {
        json.append(",\"").append(name).append("\":").append(value);
    }
}
