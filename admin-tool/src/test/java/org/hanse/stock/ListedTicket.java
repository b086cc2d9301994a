package org.hanse.stock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ticket as MIT's {@code klist -e -f -a -n} prints it.
 *
 * @param start when it becomes valid, as printed
 * @param end when it ends, as printed
 * @param details the lines below, which name what the ticket has
 */
record ListedTicket(String start, String end, String details) {
    /** The ticket for this server, of its own realm or of the realm that {@code server} names. */
    static ListedTicket of(String server, String klist) {
        Matcher entry = Pattern.compile(
                        "^(\\S+ \\S+)  (\\S+ \\S+)  " + Pattern.quote(server) + "(?:@\\S*)?\\n((?:\\t.*\\n)*)",
                        Pattern.MULTILINE)
                .matcher(klist);
        if (!entry.find()) {
            throw new AssertionError("no ticket for " + server + " in\n" + klist);
        }
        return new ListedTicket(entry.group(1), entry.group(2), entry.group(3));
    }

    /** In klist's letters, such as {@code FRIA}; empty without flags. */
    String flags() {
        return detail("Flags: (\\w+)");
    }

    /** Empty if the ticket is not renewable. */
    String renewTill() {
        return detail("renew until (\\S+ [^,\\s]+)");
    }

    String sessionEtype() {
        return detail("Etype \\(skey, tkt\\): (\\S+),");
    }

    /** The enctype that the ticket is sealed in. */
    String etype() {
        return detail("Etype \\(skey, tkt\\): \\S+, (\\S+)");
    }

    /** Separated by commas, {@code (none)} if it is good from anywhere. */
    String addresses() {
        return detail("Addresses: (.*)");
    }

    private String detail(String pattern) {
        Matcher detail = Pattern.compile(pattern).matcher(details);
        return detail.find() ? detail.group(1) : "";
    }
}
