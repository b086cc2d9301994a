package org.hanse.protocol.wire;

/**
 * A pre-authentication element, RFC 4120 §5.2.7.
 *
 * @param type one of {@link PaType}'s numbers or any other
 */
public record PaData(int type, Octets value) {}
