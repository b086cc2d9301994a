package org.hanse.realmtrust.trust;

import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;

/** An inter-realm key of one enctype under its kvno. */
public record TrustKey(Kvno kvno, ProtocolKey key) {}
