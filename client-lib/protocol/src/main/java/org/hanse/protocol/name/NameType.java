package org.hanse.protocol.name;

/** Name types, RFC 4120 §6.2 and its registry. A hint to the reader; two names that differ in type only are equal. */
public final class NameType {
    public static final int UNKNOWN = 0;
    public static final int PRINCIPAL = 1;
    public static final int SRV_INST = 2;
    public static final int SRV_HST = 3;
    public static final int SRV_XHST = 4;
    public static final int UID = 5;
    public static final int X500_PRINCIPAL = 6;
    public static final int SMTP_NAME = 7;
    public static final int ENTERPRISE = 10;
    /** RFC 8062 §3. */
    public static final int WELLKNOWN = 11;

    private NameType() {}
}
