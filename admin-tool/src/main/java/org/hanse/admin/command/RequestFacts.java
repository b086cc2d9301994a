package org.hanse.admin.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hanse.admin.output.Facts;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.WireCode;

/** A record of the audit stream, for people. docs/formats/audit.md names its fields. */
final class RequestFacts {
    private RequestFacts() {}

    static Facts of(JsonNode request) {
        return isOfAdministrator(request) ? ofAdministrator(request) : ofClient(request);
    }

    static boolean isOfAdministrator(JsonNode request) {
        return text(request, "request").equals("ADMIN");
    }

    private static Facts ofAdministrator(JsonNode request) {
        Facts facts = new Facts()
                .add("Request", text(request, "id") + " at " + text(request, "time"))
                .add("Came", "by HTTPS from " + text(request, "address") + " port " + text(request, "port"))
                .add("Administrator", request.has("client") ? text(request, "client") : "unknown")
                .add("Asked for", text(request, "operation"));
        for (JsonNode target : request.path("targets")) {
            facts.add("Of", target.asText());
        }
        facts.add("Outcome", request.has("reason") ? "refused, " + text(request, "reason") : "done");
        for (JsonNode change : request.path("changes")) {
            facts.add(
                    "Changed",
                    text(change, "subject") + " " + text(change, "field") + " \"" + text(change, "before") + "\" -> \""
                            + text(change, "after") + "\"");
        }
        return facts;
    }

    private static Facts ofClient(JsonNode request) {
        Facts facts = new Facts()
                .add("Request", text(request, "id") + " at " + text(request, "time"))
                .add(
                        "Came",
                        text(request, "request") + " by " + text(request, "transport") + " from "
                                + text(request, "address") + " port " + text(request, "port"))
                .add("Client", request.has("client") ? text(request, "client") : "unknown")
                .add("Service", request.has("service") ? text(request, "service") : "unknown")
                .addAll("Enctypes asked", etypes(request.path("etypes")));
        if (request.has("reason")) {
            facts.add("Refused", text(request, "reason") + ", told the client as " + code(request));
        } else {
            facts.add("Issued", "a ticket that ends at " + text(request, "endTime"))
                    .add("Enctypes used", used(request));
        }
        if (request.has("detail")) {
            facts.add("Detail", text(request, "detail"));
        }
        return facts;
    }

    private static String code(JsonNode request) {
        int number = request.path("code").asInt();
        return WireCode.of(number)
                .map(code -> number + " " + code.explanation())
                .orElseGet(() -> Integer.toString(number));
    }

    private static String used(JsonNode request) {
        return "reply " + etype(request.path("replyEtype").asInt()) + ", ticket "
                + etype(request.path("ticketEtype").asInt()) + ", session "
                + etype(request.path("sessionEtype").asInt());
    }

    private static List<String> etypes(JsonNode numbers) {
        List<String> names = new ArrayList<>();
        numbers.forEach(number -> names.add(etype(number.asInt())));
        return names;
    }

    private static String etype(int number) {
        return new EncType(number).toString();
    }

    private static String text(JsonNode request, String field) {
        return request.path(field).asText();
    }
}
