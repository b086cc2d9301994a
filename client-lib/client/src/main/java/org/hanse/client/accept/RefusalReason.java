package org.hanse.client.accept;

import java.util.Optional;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.wire.WireCode;

/**
 * Why a login was refused. The name is what logs and scripts see; explanation and cure are sentences for people; the wire code
 * goes back to the peer in a KRB-ERROR, where the peer spoke Kerberos at all.
 */
public enum RefusalReason {
    NOT_A_TOKEN(
            "what arrived is no GSS token",
            "check that the client speaks Negotiate with Kerberos, and that nothing on the way cuts headers short"),
    TOKEN_TOO_LONG(
            "the token is longer than 128 KiB",
            "look for what makes the client's ticket so large, such as group lists"),
    WRONG_MECHANISM(
            "the client offers no Kerberos",
            "get a ticket first (kinit), and let the client's krb5.conf name the realm of this service"),
    UNEXPECTED_TOKEN(
            WireCode.KRB_AP_ERR_MSG_TYPE,
            "the token does not belong at this place of the exchange",
            "start the login again from the beginning"),
    WRONG_VERSION(
            WireCode.KRB_AP_ERR_BADVERSION,
            "the client speaks another version of Kerberos than 5",
            "update the client's Kerberos software"),
    NEGOTIATION_ALTERED(
            "the list of mechanisms was altered between client and service, or its protection is missing",
            "look for what rewrites traffic between the two"),
    NEGOTIATION_BROKEN_OFF("the client broke the login off", "look at the client's own error message"),

    NO_KEY(
            WireCode.KRB_AP_ERR_NOKEY,
            "the keytab has no key for this service",
            "export the service's keys into the keytab"),
    KEYTAB_UNREADABLE(
            WireCode.KRB_AP_ERR_NOKEY,
            "the keytab cannot be read",
            "check that the file is there and that the service's account may read it"),
    KEYTAB_EXPOSED(
            WireCode.KRB_AP_ERR_NOKEY,
            "the keytab is open to others than the service",
            "make the keytab readable by the service's account alone (chmod 600), and change the keys if others read them"),
    WRONG_SERVICE(
            WireCode.KRB_AP_ERR_NOT_US,
            "the ticket is for another service",
            "let the client use the host name that the service's principal names, or name that other name as an alias of the"
                    + " service"),
    WRONG_KEY(
            WireCode.KRB_AP_ERR_BAD_INTEGRITY,
            "the ticket is sealed with another key than the keytab holds",
            "export the keytab again: the realm and the service do not hold the same key"),
    KEY_VERSION_UNKNOWN(
            WireCode.KRB_AP_ERR_BADKEYVER,
            "the ticket is sealed with a key version or enctype that the keytab does not hold",
            "export the keytab again, or let the client get a new ticket if the keytab is the newer one"),
    ENCTYPE_UNSUPPORTED(
            WireCode.KDC_ERR_ETYPE_NOSUPP,
            "the ticket brings a key of an enctype that is not served here",
            "let the realm issue AES session keys for this service"),
    USER_TO_USER_UNSUPPORTED(
            WireCode.KRB_AP_ERR_NO_TGT,
            "the client wants user-to-user authentication, which a service with a keytab does not serve",
            "let the client ask for an ordinary service ticket"),
    TICKET_MALFORMED(
            WireCode.KRB_AP_ERR_BAD_INTEGRITY,
            "the ticket opens and does not hold what a ticket must",
            "report it to the realm that issued it"),

    AUTHENTICATOR_ALTERED(
            WireCode.KRB_AP_ERR_BAD_INTEGRITY,
            "the authenticator does not open with the ticket's session key",
            "let the client log in again; if it stays so, look for what alters traffic"),
    AUTHENTICATOR_MALFORMED(
            WireCode.KRB_AP_ERR_INAPP_CKSUM,
            "the authenticator does not hold what a GSS login must",
            "update the client's Kerberos software"),
    CLIENT_MISMATCH(
            WireCode.KRB_AP_ERR_BADMATCH,
            "ticket and authenticator name different clients",
            "let the client log in again; if it stays so, its credential cache is damaged"),
    ADDRESS_NOT_LISTED(
            WireCode.KRB_AP_ERR_BADADDR,
            "the ticket may not be used from the client's address",
            "get a ticket without addresses (kinit -A)"),
    CLOCK_SKEW(
            WireCode.KRB_AP_ERR_SKEW,
            "the clocks of client and service are too far apart",
            "set both clocks by the same time service"),
    REPLAY(
            WireCode.KRB_AP_ERR_REPEAT,
            "this token was used before",
            "let the client make a new token for each login; if it does, somebody replays its tokens"),
    REPLAYS_FULL(
            WireCode.KDC_ERR_SVC_UNAVAILABLE,
            "the service has no room to remember this login, and could not tell its replay",
            "give the service more memory, or look who logs in so often"),
    TICKET_NOT_YET_VALID(
            WireCode.KRB_AP_ERR_TKT_NYV,
            "the ticket is not valid yet",
            "wait for its start time, or validate a postdated ticket (kinit -v)"),
    TICKET_EXPIRED(WireCode.KRB_AP_ERR_TKT_EXPIRED, "the ticket has expired", "get a new ticket (kinit)"),

    REALM_NOT_ADMITTED(
            WireCode.KDC_ERR_POLICY,
            "the client's realm is not admitted by this service",
            "add the realm to those that the service admits, if its people are welcome"),
    RESERVED_NAME(
            WireCode.KDC_ERR_POLICY,
            "the client has a reserved name, which is nobody's",
            "let the client log in under a name of its own"),
    RESTRICTION_UNKNOWN(
            WireCode.KDC_ERR_POLICY,
            "the ticket carries a restriction that this service does not understand",
            "let the client get a ticket without it, or let the service enforce it and say so"),
    CLIENT_NOT_ADMITTED(
            WireCode.KDC_ERR_POLICY,
            "the client is not among those that this service admits",
            "add the client to those that the service admits, if it is welcome"),
    PATH_NOT_ADMITTED(
            WireCode.KRB_AP_PATH_NOT_ACCEPTED,
            "the ticket came through realms that neither the service's realm nor the service has approved",
            "let the service's realm check the path, or list the realms in between at the service"),
    CHANNEL_BINDING_MISSING(
            "the client does not bind its login to the TLS channel, which this service requires",
            "update the client, or make channel bindings optional"),
    CHANNEL_BINDING_MISMATCH(
            "the login belongs to another TLS channel",
            "look for what stands between client and service: a proxy that ends TLS must pass its own certificate on");

    private final Optional<WireCode> code;
    private final String explanation;
    private final String cure;

    RefusalReason(String explanation, String cure) {
        this(Optional.empty(), explanation, cure);
    }

    RefusalReason(WireCode code, String explanation, String cure) {
        this(Optional.of(code), explanation, cure);
    }

    RefusalReason(Optional<WireCode> code, String explanation, String cure) {
        this.code = code;
        this.explanation = explanation;
        this.cure = cure;
    }

    /** What a KRB-ERROR to the peer says; empty where the peer gets none. */
    public Optional<WireCode> code() {
        return code;
    }

    /** What is wrong: a clause without capital and full stop, safe to show to the client. */
    public String explanation() {
        return explanation;
    }

    /** What to do about it, in the same form. */
    public String cure() {
        return cure;
    }

    static RefusalReason of(TokenFault.Kind kind) {
        return switch (kind) {
            case MALFORMED -> NOT_A_TOKEN;
            case TOO_LONG -> TOKEN_TOO_LONG;
            case WRONG_MECHANISM -> WRONG_MECHANISM;
            case UNEXPECTED -> UNEXPECTED_TOKEN;
            case NOT_PROVEN -> NEGOTIATION_ALTERED;
            case REFUSED_BY_PEER -> NEGOTIATION_BROKEN_OFF;
        };
    }

    static RefusalReason of(ApFault.Kind kind) {
        return switch (kind) {
            case KEY_VERSION_UNKNOWN -> KEY_VERSION_UNKNOWN;
            case NO_KEY -> NO_KEY;
            case NOT_US -> WRONG_SERVICE;
            case TICKET_NOT_OPENED -> WRONG_KEY;
            case TICKET_MALFORMED -> TICKET_MALFORMED;
            case SESSION_KEY_UNSUPPORTED -> ENCTYPE_UNSUPPORTED;
            case AUTHENTICATOR_NOT_OPENED -> AUTHENTICATOR_ALTERED;
            case AUTHENTICATOR_MALFORMED -> AUTHENTICATOR_MALFORMED;
            case CLIENT_MISMATCH -> CLIENT_MISMATCH;
            case ADDRESS_NOT_LISTED -> ADDRESS_NOT_LISTED;
            case CLOCK_SKEW -> CLOCK_SKEW;
            case REPLAY -> REPLAY;
            case REPLAYS_FULL -> REPLAYS_FULL;
            case TICKET_NOT_YET_VALID -> TICKET_NOT_YET_VALID;
            case TICKET_EXPIRED -> TICKET_EXPIRED;
        };
    }
}
