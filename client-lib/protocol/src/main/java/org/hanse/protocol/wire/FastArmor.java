package org.hanse.protocol.wire;

/**
 * KrbFastArmor, RFC 6113 §5.4.1: what an armor key comes from.
 *
 * @param type {@link #AP_REQUEST} is the only one there is
 */
public record FastArmor(int type, Octets value) {
    /** FX_FAST_ARMOR_AP_REQUEST: the value is an AP-REQ. */
    public static final int AP_REQUEST = 1;
}
