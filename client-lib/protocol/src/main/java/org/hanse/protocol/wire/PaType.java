package org.hanse.protocol.wire;

/** Pre-authentication data types, RFC 4120 §7.5.2 and the registry that followed it. */
public final class PaType {
    public static final int TGS_REQ = 1;
    public static final int ENC_TIMESTAMP = 2;
    public static final int PW_SALT = 3;
    public static final int ETYPE_INFO = 11;
    public static final int PK_AS_REQ = 16;
    public static final int ETYPE_INFO2 = 19;
    public static final int SVR_REFERRAL_INFO = 20;
    public static final int PAC_REQUEST = 128;
    public static final int FOR_USER = 129;
    public static final int S4U_X509_USER = 130;
    /** RFC 6113. */
    public static final int FX_COOKIE = 133;
    /** RFC 6113. */
    public static final int FX_FAST = 136;
    /** RFC 6113. */
    public static final int FX_ERROR = 137;
    /** RFC 6113. */
    public static final int ENCRYPTED_CHALLENGE = 138;
    /** RFC 6806 §11. */
    public static final int REQ_ENC_PA_REP = 149;
    /** RFC 9588. */
    public static final int SPAKE = 151;

    private PaType() {}
}
