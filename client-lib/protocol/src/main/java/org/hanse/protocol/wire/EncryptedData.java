package org.hanse.protocol.wire;

import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;

/** Sealed octets and what names their key, RFC 4120 §5.2.9. A kvno that is no UInt32 is a decode fault, an absent one is empty. */
public record EncryptedData(EncType etype, Optional<Kvno> kvno, Octets cipher) {}
