package org.hanse.kdc.principal;

import java.time.Instant;
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
 * @param made when the store took it in; empty until then
 */
public record PrincipalKey(
        Kvno kvno, ProtocolKey key, Optional<String> salt, Optional<Octets> parameters, Optional<Instant> made) {
    /** A key that the store has not seen yet. */
    public PrincipalKey(Kvno kvno, ProtocolKey key, Optional<String> salt, Optional<Octets> parameters) {
        this(kvno, key, salt, parameters, Optional.empty());
    }

    public EncType etype() {
        return key.etype();
    }

    /** Whether somebody may know it by heart, or guess it. */
    public boolean isOfPassword() {
        return salt.isPresent();
    }

    public PrincipalKey withMade(Optional<Instant> time) {
        return new PrincipalKey(kvno, key, salt, parameters, time);
    }
}
