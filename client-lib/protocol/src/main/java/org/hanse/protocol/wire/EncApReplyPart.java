package org.hanse.protocol.wire;

import java.util.Optional;
import java.util.OptionalLong;

/** What proves the service to the client, RFC 4120 §5.5.2: the authenticator's own time, sent back. */
public record EncApReplyPart(KerberosTime time, Optional<EncryptionKey> subkey, OptionalLong sequenceNumber) {}
