package org.hanse.protocol.wire;

import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;

/**
 * Sealed octets and what names their key, RFC 4120 §5.2.9. An absent kvno is empty; a negative one, as MIT and Windows write those
 * past 2^31-1, is read modulo 2^32.
 */
public record EncryptedData(EncType etype, Optional<Kvno> kvno, Octets cipher) {}
