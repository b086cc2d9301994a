package org.hanse.kdc.admin;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.transport.HttpRequest;

/**
 * What the head of a request must and must not say. A browser logs in by Kerberos without being asked, so nothing that a page of
 * another site can make it send may count: the id is a header that such a page cannot set, and who comes from a page at all says so.
 */
final class RequestHeaders {
    /** The request's id: one that comes again is the same request. Also what no form and no link can send. */
    static final String ID = "Hanse-Request-Id";

    private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private RequestHeaders() {}

    /**
     * @param hosts the names of this server
     * @return the id
     * @throws AdminFault CROSS_SITE or MALFORMED
     */
    static String check(HttpRequest request, Set<String> hosts) throws AdminFault {
        // Under another name, which somebody else's DNS gave to this address, a page would be of the same site.
        String host = request.header("host").orElse("").replaceFirst(":\\d{1,5}$", "");
        if (hosts.stream().noneMatch(host::equalsIgnoreCase)) {
            throw crossSite("this server is not called so", "use a name of its own, " + hosts);
        }
        if (request.headers().containsKey("origin") || request.headers().containsKey("sec-fetch-site")) {
            throw crossSite("the request comes from a page in a browser", "use hanse --server, or another program");
        }
        String id = request.header(ID).orElse("");
        if (!ID_FORM.matcher(id).matches()) {
            throw crossSite("the request has no " + ID, "give it one of 8 to 64 letters, digits and hyphens");
        }
        String type = request.header("content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
            throw new AdminFault(RefusalCode.MALFORMED, "the body is not called JSON", "send application/json");
        }
        return id;
    }

    private static AdminFault crossSite(String what, String cure) {
        return new AdminFault(RefusalCode.CROSS_SITE, what, cure);
    }
}
