package org.hanse.client.kdc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.WireCode;

/** What a KDC's refusal means to the one who asked, in a sentence with its cure. */
public final class KdcErrors {
    private static final int MOST_TEXT = 200;

    /** What {@code hanse explain} takes. */
    private static final Pattern ID = Pattern.compile("id=[0-9A-F]{8}$");

    private KdcErrors() {}

    /** The id under which Hanse's KDC has the request in its log, where its text ends in one, is in the message. */
    public static KdcFailure explained(KrbError error, Principal client, Principal service) {
        KdcFailure failure = worded(error, client, service);
        String message = failure.getMessage();
        Matcher id = ID.matcher(error.text().orElse(""));
        int cure = message.lastIndexOf("; ");
        if (!id.find() || message.contains(id.group()) || cure < 0) {
            return failure;
        }
        return new KdcFailure(
                failure.kind(),
                failure.code(),
                message.substring(0, cure) + " (" + id.group() + ")" + message.substring(cure));
    }

    private static KdcFailure worded(KrbError error, Principal client, Principal service) {
        Optional<WireCode> code = WireCode.of(error.code());
        if (code.isEmpty()) {
            return refused(error, "the KDC refuses with the unknown code " + error.code());
        }
        return switch (code.get()) {
            case KDC_ERR_C_PRINCIPAL_UNKNOWN ->
                new KdcFailure(
                        Kind.CLIENT_UNKNOWN,
                        error.code(),
                        "Client '" + client
                                + "' not found in Kerberos database; check the name, or have it added to the realm");
            case KDC_ERR_S_PRINCIPAL_UNKNOWN ->
                new KdcFailure(
                        Kind.SERVICE_UNKNOWN,
                        error.code(),
                        "Server " + service
                                + " not found in Kerberos database; check the name, or have it added to the realm");
            case KDC_ERR_NAME_EXP ->
                new KdcFailure(
                        Kind.CLIENT_REFUSED,
                        error.code(),
                        "Client's entry in database has expired; ask the realm's administrator to prolong it");
            case KDC_ERR_CLIENT_REVOKED ->
                new KdcFailure(
                        Kind.CLIENT_REFUSED,
                        error.code(),
                        "Client's credentials have been revoked; ask the realm's administrator to unlock '" + client
                                + "'");
            case KDC_ERR_CLIENT_NOTYET ->
                new KdcFailure(Kind.CLIENT_REFUSED, error.code(), "Client not yet valid; try again later");
            case KDC_ERR_KEY_EXPIRED ->
                new KdcFailure(Kind.PASSWORD_EXPIRED, error.code(), "Password has expired; change it with kpasswd");
            case KRB_AP_ERR_SKEW ->
                new KdcFailure(
                        Kind.CLOCK_SKEW,
                        error.code(),
                        "Clock skew too great; set the clocks of this machine and of the KDC");
            case KRB_AP_ERR_TKT_EXPIRED ->
                new KdcFailure(Kind.TICKET_EXPIRED, error.code(), "Ticket expired; get a new one with kinit");
            case KRB_AP_ERR_TKT_NYV ->
                new KdcFailure(
                        Kind.REFUSED,
                        error.code(),
                        "Ticket not yet valid; wait until it starts, then validate it with kinit -v");
            case KDC_ERR_ETYPE_NOSUPP ->
                refused(
                        error,
                        "KDC has no support for the encryption types asked for, or a principal has no key of them");
            default -> refused(error, code.get().explanation());
        };
    }

    private static KdcFailure refused(KrbError error, String sentence) {
        String text = error.text().map(KdcErrors::printable).orElse("");
        boolean says = !text.isEmpty() && !text.equalsIgnoreCase(sentence);
        return new KdcFailure(
                Kind.REFUSED,
                error.code(),
                sentence + (says ? " (the KDC says: " + text + ")" : "")
                        + "; ask the realm's administrator what its log says about it");
    }

    /** The text is not authenticated: nothing of it may steer a terminal. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(MOST_TEXT)
                .forEach(c -> out.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return out.toString().strip();
    }
}
