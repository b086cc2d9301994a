package org.hanse.protocol.wire;

/** AP-REQ, RFC 4120 §5.5.1: a ticket, and an {@link Authenticator} under its session key. */
public record ApRequest(ApOptions options, Ticket ticket, EncryptedData authenticator) {}
