package org.hanse.protocol.wire;

import java.util.List;

/** Restrictions and claims of a ticket, in order, RFC 4120 §5.2.6. Contents are not interpreted here. */
public record AuthorizationData(List<Element> elements) {
    public static final AuthorizationData NONE = new AuthorizationData(List.of());

    /** AD-IF-RELEVANT, RFC 4120 §5.2.6.1: its content is again AuthorizationData. */
    public static final int IF_RELEVANT = 1;
    /** AD-KDCIssued, RFC 4120 §5.2.6.2. */
    public static final int KDC_ISSUED = 4;
    /** AD-AND-OR, RFC 4120 §5.2.6.3. */
    public static final int AND_OR = 5;
    /** AD-MANDATORY-FOR-KDC, RFC 4120 §5.2.6.4. */
    public static final int MANDATORY_FOR_KDC = 8;
    /** AD-fx-fast-armor, RFC 6113 §5.4.1.1. */
    public static final int FX_FAST_ARMOR = 71;
    /** AD-fx-fast-used, RFC 6113 §5.4.2. */
    public static final int FX_FAST_USED = 72;
    /** AD-CAMMAC, RFC 7751. */
    public static final int CAMMAC = 96;
    /** The Windows PAC, MS-PAC. */
    public static final int WIN2K_PAC = 128;

    /** One element: a type (negative types are local use) and its octets. */
    public record Element(int type, Octets data) {}

    public AuthorizationData {
        elements = List.copyOf(elements);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }
}
