package org.hanse.bench.request;

/**
 * A request that is ready to be sent, once.
 *
 * @param octets the message
 * @param check opens the answer
 */
@SuppressWarnings("ArrayRecordComponent") // Made by the hundred thousand and written to a socket: no copies.
public record MadeRequest(RequestKind kind, byte[] octets, ReplyCheck check) {}
