package org.hanse.protocol.wire;

/** AP-REP, RFC 4120 §5.5.2: an {@link EncApReplyPart} under the session key, key usage 12. */
public record ApReply(EncryptedData sealed) {}
