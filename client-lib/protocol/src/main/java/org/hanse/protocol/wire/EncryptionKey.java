package org.hanse.protocol.wire;

import org.hanse.protocol.name.EncType;

/**
 * A key as messages carry it, RFC 4120 §5.2.9. {@code crypto} makes it usable. Printing shows the enctype only.
 *
 * @param etype the enctype; any number, as received
 * @param secret the key octets; their length is checked when the key is put to use
 */
public record EncryptionKey(EncType etype, SecretBytes secret) {}
