package org.hanse.protocol.wire;

/**
 * A host address, RFC 4120 §5.2.5 and §7.5.3.
 *
 * @param type 2 is IPv4, 24 is IPv6, 20 NetBIOS; any number, as received
 */
public record HostAddress(int type, Octets address) {
    public static final int IPV4 = 2;
    public static final int IPV6 = 24;
    public static final int NETBIOS = 20;
}
