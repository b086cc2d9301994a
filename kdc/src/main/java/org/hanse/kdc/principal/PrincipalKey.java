package org.hanse.kdc.principal;

import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.wire.Octets;

/**
 * One long-term key.
 *
 * @param salt how the password became this key; empty for a random key
 * @param parameters string-to-key parameters, when they are not the RFC's default
 */
public record PrincipalKey(Kvno kvno, ProtocolKey key, Optional<String> salt, Optional<Octets> parameters) {
    public EncType etype() {
        return key.etype();
    }
}
