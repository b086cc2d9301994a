package org.hanse.protocol.wire;

/**
 * The realms a ticket has passed, RFC 4120 §5.3 and §3.3.3.2.
 *
 * @param type 1 is DOMAIN-X500-COMPRESS, the only one defined
 */
public record TransitedEncoding(int type, Octets contents) {
    public static final int DOMAIN_X500_COMPRESS = 1;
    /** No realm between the client's and the server's. */
    public static final TransitedEncoding DIRECT = new TransitedEncoding(DOMAIN_X500_COMPRESS, Octets.EMPTY);
}
