package org.hanse.protocol.crypto;

/** Key usage numbers: RFC 4120 §7.5.1, RFC 4121 §2, RFC 6113 §7, RFC 6806 §11. */
public enum KeyUsage {
    /** Principals' keys in MIT's database and dumps, under its master key: a number that no RFC gives to anything. */
    MIT_DATABASE(0),
    PA_ENC_TIMESTAMP(1),
    /** Tickets, under the service's key. */
    TICKET(2),
    /** The encrypted part of an AS-REP, under the client's key. */
    AS_REP(3),
    /** enc-authorization-data under the TGT's session key. */
    TGS_REQ_AUTH_DATA_SESSION_KEY(4),
    /** enc-authorization-data under the authenticator's subkey. */
    TGS_REQ_AUTH_DATA_SUBKEY(5),
    TGS_REQ_AUTHENTICATOR_CHECKSUM(6),
    TGS_REQ_AUTHENTICATOR(7),
    TGS_REP_SESSION_KEY(8),
    TGS_REP_SUBKEY(9),
    AP_REQ_AUTHENTICATOR_CHECKSUM(10),
    AP_REQ_AUTHENTICATOR(11),
    AP_REP(12),
    KRB_PRIV(13),
    KRB_CRED(14),
    KRB_SAFE(15),
    AD_KDC_ISSUED_CHECKSUM(19),
    GSS_ACCEPTOR_SEAL(22),
    GSS_ACCEPTOR_SIGN(23),
    GSS_INITIATOR_SEAL(24),
    GSS_INITIATOR_SIGN(25),
    FAST_REQ_CHECKSUM(50),
    FAST_ENC(51),
    FAST_REP(52),
    FAST_FINISHED(53),
    ENCRYPTED_CHALLENGE_CLIENT(54),
    ENCRYPTED_CHALLENGE_KDC(55),
    /** RFC 6806 §11. */
    AS_REQ_CHECKSUM(56),
    CAMMAC(64),
    /** PA-FX-COOKIE: only the KDC that made it reads it; RFC 4120 §7.5.1 keeps 512 to 1023 for such. */
    FX_COOKIE(513);

    private final int number;

    KeyUsage(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** A small dense number for tables in memory; it means nothing outside this process and is never stored. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }
}
