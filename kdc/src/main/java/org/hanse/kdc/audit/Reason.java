package org.hanse.kdc.audit;

import org.hanse.protocol.wire.WireCode;

/**
 * Why a request was refused: many reasons, few wire codes, joined here and nowhere else (RFC 4120 §7.5.9). The log sees the
 * reason; the peer sees the code. What each means to people stands in a page of its own, beside {@code hanse explain}.
 */
public enum Reason {

    // What came in is no request that we can read.
    /** The first octet names another message. */
    NOT_A_KDC_REQUEST(WireCode.KRB_AP_ERR_MSG_TYPE),
    /** Not strict DER, or not the structure of RFC 4120 §5.4.1. */
    REQUEST_MALFORMED(WireCode.KRB_ERR_GENERIC),
    /** Tag and msg-type field disagree. */
    REQUEST_WRONG_TYPE(WireCode.KRB_AP_ERR_MSG_TYPE),
    /** Pvno is not 5. */
    REQUEST_WRONG_VERSION(WireCode.KDC_ERR_BAD_PVNO),
    /** Over a cap. */
    REQUEST_TOO_LONG(WireCode.KRB_ERR_FIELD_TOOLONG),
    /** The client comes again over TCP. */
    REPLY_TOO_BIG_FOR_UDP(WireCode.KRB_ERR_RESPONSE_TOO_BIG),
    /** A fault of ours; the log has the cause. */
    INTERNAL_ERROR(WireCode.KRB_ERR_GENERIC),
    /** No room to remember one more authenticator, and so no way to know its replay; stock clients ask another server of the realm. */
    REPLAYS_FULL(WireCode.KDC_ERR_SVC_UNAVAILABLE),

    // Names.
    /** The request is for a realm that is not served here. */
    WRONG_REALM(WireCode.KDC_ERR_WRONG_REALM),
    /** RFC 6806 §7: the client is of another realm, which the answer names. */
    CLIENT_REFERRED(WireCode.KDC_ERR_WRONG_REALM),
    /** RFC 8062: nobody is anonymous here, and no peer brings a client under a reserved name. */
    ANONYMITY_NOT_SERVED(WireCode.KDC_ERR_BADOPTION),
    /** No such client, or none named. */
    CLIENT_NOT_FOUND(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN),
    /** No such service, none named, or one that is switched off. */
    SERVICE_NOT_FOUND(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN),
    /** No trust leads to the realm asked for. */
    NO_PATH_TO_REALM(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN),

    // Options.
    /** An option that only a TGS-REQ may carry. */
    OPTION_NOT_IN_AS_REQ(WireCode.KDC_ERR_BADOPTION),
    /** An option that this realm does not serve. */
    OPTION_NOT_SERVED(WireCode.KDC_ERR_BADOPTION),
    /** FORWARDED asked of a ticket that is not forwardable. */
    TGT_NOT_FORWARDABLE(WireCode.KDC_ERR_BADOPTION),
    /** PROXY asked of a ticket that is not proxiable. */
    TGT_NOT_PROXIABLE(WireCode.KDC_ERR_BADOPTION),
    /** RENEW asked of a ticket that is not renewable. */
    TGT_NOT_RENEWABLE(WireCode.KDC_ERR_BADOPTION),
    /** POSTDATED asked of a ticket without MAY-POSTDATE. */
    TGT_NOT_POSTDATABLE(WireCode.KDC_ERR_CANNOT_POSTDATE),
    /** VALIDATE asked of a ticket that is not invalid. */
    TICKET_ALREADY_VALID(WireCode.KDC_ERR_BADOPTION),
    /** A proxy ticket-granting ticket. */
    PROXY_OF_TGT(WireCode.KDC_ERR_BADOPTION),
    /** POSTDATED for a ticket-granting ticket by another: RFC 4120 §2.4 gives those by an AS-REQ only. */
    POSTDATED_TGT(WireCode.KDC_ERR_CANNOT_POSTDATE),
    /** A start in the future without POSTDATED, or a principal that may not. */
    POSTDATE_NOT_ALLOWED(WireCode.KDC_ERR_CANNOT_POSTDATE),

    // Principals' state.
    /** The client's entry has expired. */
    CLIENT_EXPIRED(WireCode.KDC_ERR_NAME_EXP),
    /** Only a password change is left. */
    CLIENT_PASSWORD_EXPIRED(WireCode.KDC_ERR_KEY_EXPIRED),
    /** -allow_tix on the client. */
    CLIENT_LOCKED(WireCode.KDC_ERR_CLIENT_REVOKED),
    /** No current key of the client in an enctype that the request lists. */
    CLIENT_HAS_NO_KEY(WireCode.KDC_ERR_ETYPE_NOSUPP),
    /** The service's entry has expired. */
    SERVICE_EXPIRED(WireCode.KDC_ERR_SERVICE_EXP),
    /** -allow_svr on the service. */
    SERVICE_IS_A_USER(WireCode.KDC_ERR_MUST_USE_USER2USER),
    /** -allow_tgs_req on the service: initial tickets only. */
    SERVICE_NOT_BY_TGS(WireCode.KDC_ERR_POLICY),
    /** No current key of the service in an enctype of this realm. */
    SERVICE_HAS_NO_KEY(WireCode.KDC_ERR_ETYPE_NOSUPP),
    /** Nothing in the request's list suits the service and this realm. */
    NO_COMMON_ETYPE(WireCode.KDC_ERR_ETYPE_NOSUPP),
    /** The ticket would end before it starts. */
    NEVER_VALID(WireCode.KDC_ERR_NEVER_VALID),

    // Pre-authentication.
    /** The usual first answer. */
    PREAUTH_REQUIRED(WireCode.KDC_ERR_PREAUTH_REQUIRED),
    TIMESTAMP_MALFORMED(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** An enctype that the request itself does not list. */
    TIMESTAMP_ETYPE_NOT_LISTED(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** The wrong password, or an old one. */
    TIMESTAMP_WRONG_KEY(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** The right key, and a clock that is off. */
    TIMESTAMP_SKEW(WireCode.KRB_AP_ERR_SKEW),
    /** The proof came before, with another request. */
    PROOF_REPLAYED(WireCode.KRB_AP_ERR_REPEAT),
    CHALLENGE_MALFORMED(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** Sealed under no key that this client and this armor make. */
    CHALLENGE_WRONG_KEY(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** The right key, and a clock that is off. */
    CHALLENGE_SKEW(WireCode.KRB_AP_ERR_SKEW),
    /** An encrypted challenge that no armor covers. */
    CHALLENGE_OUTSIDE_FAST(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** A mechanism of several rounds wants the next. */
    PREAUTH_GOES_ON(WireCode.KDC_ERR_MORE_PREAUTH_DATA_REQUIRED),
    /** The conversation has taken too long: the client begins anew. */
    PREAUTH_TOO_LATE(WireCode.KDC_ERR_PREAUTH_EXPIRED),
    /** The service wants a pre-authenticated client. */
    TGT_NOT_PREAUTHENTICATED(WireCode.KDC_ERR_PREAUTH_REQUIRED),
    /** Client or service wants proof by hardware, and none was given that counts here. */
    HARDWARE_PREAUTH_REQUIRED(WireCode.KDC_ERR_POLICY),

    // FAST.
    FAST_MALFORMED(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** An AS-REQ without armor, or a TGS-REQ whose authenticator has no subkey. */
    FAST_ARMOR_MISSING(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** An armor type that does not exist, or armor where none belongs. */
    FAST_ARMOR_UNKNOWN(WireCode.KDC_ERR_PREAUTH_FAILED),
    /** The armor ticket is for another service or of a realm that we do not trust. */
    ARMOR_NOT_FOR_US(WireCode.KDC_ERR_SERVER_NOMATCH),
    ARMOR_WITHOUT_SUBKEY(WireCode.KDC_ERR_POLICY),
    /** Unkeyed, or not of the armor key's enctype. */
    FAST_CHECKSUM_UNSUITED(WireCode.KDC_ERR_POLICY),
    FAST_REQUEST_MODIFIED(WireCode.KRB_AP_ERR_MODIFIED),
    FAST_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
    FAST_OPTION_UNKNOWN(WireCode.KDC_ERR_UNKNOWN_CRITICAL_FAST_OPTIONS),
    /** The client says that it used FAST, and there is none: somebody took it off. */
    FAST_TAKEN_OFF(WireCode.KRB_AP_ERR_MODIFIED),
    /** A ticket or authenticator that is armor and nothing else. */
    ARMOR_ONLY(WireCode.KDC_ERR_POLICY),

    // The header ticket and its authenticator.
    NO_TGS_REQ_PADATA(WireCode.KDC_ERR_PADATA_TYPE_NOSUPP),
    AP_REQ_MALFORMED(WireCode.KRB_ERR_GENERIC),
    /** USE-SESSION-KEY or MUTUAL-REQUIRED in PA-TGS-REQ. */
    AP_OPTIONS_REFUSED(WireCode.KDC_ERR_POLICY),
    /** A service ticket, or another realm's TGT. */
    TGT_NOT_FOR_US(WireCode.KRB_AP_ERR_NOT_US),
    TGT_KEY_VERSION_UNKNOWN(WireCode.KRB_AP_ERR_BADKEYVER),
    /** There are keys of its version, of other enctypes. */
    TGT_KEY_ENCTYPE_UNKNOWN(WireCode.KDC_ERR_ETYPE_NOSUPP),
    /** Altered, or under another key. */
    TGT_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
    /** The TGT's session key has an enctype that is not served. */
    SESSION_KEY_UNSUPPORTED(WireCode.KDC_ERR_ETYPE_NOSUPP),
    AUTHENTICATOR_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
    AUTHENTICATOR_CLIENT_MISMATCH(WireCode.KRB_AP_ERR_BADMATCH),
    AUTHENTICATOR_SKEW(WireCode.KRB_AP_ERR_SKEW),
    AUTHENTICATOR_REPLAYED(WireCode.KRB_AP_ERR_REPEAT),
    TGT_NOT_YET_VALID(WireCode.KRB_AP_ERR_TKT_NYV),
    TGT_EXPIRED(WireCode.KRB_AP_ERR_TKT_EXPIRED),
    /** Past renew-till. */
    RENEWAL_ENDED(WireCode.KRB_AP_ERR_TKT_EXPIRED),
    ADDRESS_NOT_LISTED(WireCode.KRB_AP_ERR_BADADDR),
    BODY_CHECKSUM_MISSING(WireCode.KRB_AP_ERR_INAPP_CKSUM),
    /** Unkeyed, or not of the session key's enctype. */
    BODY_CHECKSUM_UNSUITED(WireCode.KRB_AP_ERR_INAPP_CKSUM),
    BODY_CHECKSUM_UNKNOWN(WireCode.KDC_ERR_SUMTYPE_NOSUPP),
    BODY_MODIFIED(WireCode.KRB_AP_ERR_MODIFIED),
    SUBKEY_UNSUPPORTED(WireCode.KDC_ERR_ETYPE_NOSUPP),
    /** Enc-authorization-data under another key, or altered. */
    AUTHORIZATION_DATA_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
    AUTHORIZATION_DATA_MALFORMED(WireCode.KRB_ERR_GENERIC),
    /** An element that a KDC must understand, and this one does not. */
    AUTHORIZATION_DATA_MANDATORY(WireCode.KDC_ERR_POLICY),
    /** RENEW, VALIDATE or PROXY of one service's ticket for another, or RENEW or VALIDATE of a ticket from another realm. */
    RENEWED_SERVICE_MISMATCH(WireCode.KDC_ERR_SERVER_NOMATCH),
    /** The client was deleted or renamed, or somebody else has the name now. */
    TGT_CLIENT_GONE(WireCode.KDC_ERR_TGT_REVOKED),

    // The second ticket, of user-to-user authentication.
    /** ENC-TKT-IN-SKEY and no ticket whose session key could be meant. */
    SECOND_TICKET_MISSING(WireCode.KDC_ERR_BADOPTION),
    /** A service ticket, or another realm's. */
    SECOND_TICKET_NOT_TGT(WireCode.KDC_ERR_POLICY),
    SECOND_TICKET_KEY_VERSION_UNKNOWN(WireCode.KRB_AP_ERR_BADKEYVER),
    SECOND_TICKET_NOT_OPENED(WireCode.KRB_AP_ERR_BAD_INTEGRITY),
    /** Its session key has an enctype that is not served. */
    SECOND_TICKET_KEY_UNSUPPORTED(WireCode.KDC_ERR_ETYPE_NOSUPP),
    SECOND_TICKET_NOT_YET_VALID(WireCode.KRB_AP_ERR_TKT_NYV),
    SECOND_TICKET_EXPIRED(WireCode.KRB_AP_ERR_TKT_EXPIRED),
    /** Its client is not the principal that the request names as the service. */
    SECOND_TICKET_OWNER_MISMATCH(WireCode.KDC_ERR_SERVER_NOMATCH),
    /** Its client was deleted or renamed, or somebody else has the name now. */
    SECOND_TICKET_OWNER_GONE(WireCode.KDC_ERR_TGT_REVOKED),
    /** -allow_dup_skey on the principal that is asked for. */
    SECOND_TICKET_NOT_ALLOWED(WireCode.KDC_ERR_POLICY),

    // Trust.
    /** No trust with the realm that issued the TGT. */
    TRUST_UNKNOWN(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN),
    /** The trust is suspended or goes the other way. */
    TRUST_NOT_INBOUND(WireCode.KDC_ERR_POLICY),
    /** Another realm vouches for a client of ours. */
    OWN_NAME_FROM_OUTSIDE(WireCode.KDC_ERR_POLICY),
    /** The peer may not bring clients of that realm. */
    CLIENT_REALM_NOT_ACCEPTED(WireCode.KDC_ERR_PATH_NOT_ACCEPTED),
    /** The trust names the clients that may come in, and this is none of them. */
    CLIENT_NOT_ADMITTED(WireCode.KDC_ERR_POLICY),
    /** A realm on the way is not admitted. */
    PATH_NOT_ACCEPTED(WireCode.KDC_ERR_PATH_NOT_ACCEPTED),
    /** DISABLE-TRANSITED-CHECK on a ticket from outside. */
    PATH_NOT_CHECKED(WireCode.KDC_ERR_POLICY),
    /** The client of hanse trust test asks for a service. */
    TRUST_TEST_ONLY(WireCode.KDC_ERR_POLICY),
    TRANSITED_MALFORMED(WireCode.KDC_ERR_PATH_NOT_ACCEPTED),
    TRANSITED_TYPE_UNKNOWN(WireCode.KDC_ERR_TRTYPE_NOSUPP);

    private final WireCode code;

    Reason(WireCode code) {
        this.code = code;
    }

    public WireCode code() {
        return code;
    }
}
