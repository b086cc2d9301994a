package org.hanse.protocol.crypto;

import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/** Passwords to keys: RFC 3962 §4 (PBKDF2-SHA1, 4096) and RFC 8009 §4 (PBKDF2-SHA2, 32768). Thread-safe, without state. */
public final class StringToKey {
    private StringToKey() {}

    /**
     * @param password UTF-8 octets, any length
     * @param salt as ETYPE-INFO2 gives it, or {@link #defaultSalt}
     * @param parameters a 4-octet iteration count, at most 1,000,000 so that no peer can make us work for ever; absent: the RFC's
     * @throws IllegalArgumentException for parameters of another form, a count out of bounds, or an enctype not supported
     */
    public static ProtocolKey derive(EncType etype, SecretBytes password, String salt, Optional<Octets> parameters) {
        throw new UnsupportedOperationException();
    }

    /** Realm and components joined, RFC 4120 §4. */
    public static String defaultSalt(Principal principal) {
        return principal.realm().value() + principal.name().joined();
    }
}
