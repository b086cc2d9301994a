package org.hanse.admin.session;

import org.hanse.admin.output.CommandFailure;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;

/** The client library's failures as the one line that a command ends with. */
public final class KdcFailures {
    private KdcFailures() {}

    /** The library's messages are of the same form: what happened, a semicolon, what to do. */
    public static CommandFailure told(KdcFailure failure) {
        return told(failure.getMessage(), "try again");
    }

    /**
     * @param message what, semicolon, cure
     * @param cure where the message has none
     */
    public static CommandFailure told(String message, String cure) {
        int cut = message.lastIndexOf("; ");
        return cut < 0
                ? new CommandFailure(message, cure)
                : new CommandFailure(message.substring(0, cut), message.substring(cut + 2));
    }

    /** A principal whose realm must be written, since krb5.conf names no default. */
    public static Principal withRealm(String text, KerberosFiles files) throws CommandFailure {
        try {
            return Principal.parse(text);
        } catch (InvalidNameException noRealm) {
            return Principal.parse(text, files.defaultRealm());
        }
    }
}
