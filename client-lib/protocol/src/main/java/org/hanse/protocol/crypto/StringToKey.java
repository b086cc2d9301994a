package org.hanse.protocol.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/** Passwords to keys: RFC 3962 §4 (PBKDF2-SHA1, 4096) and RFC 8009 §4 (PBKDF2-SHA2, 32768). Thread-safe, without state. */
public final class StringToKey {
    /** Some seconds of work; RFC 3962 §4 lets an implementation bound the count, and its 0 (2^32 rounds) is beyond any bound. */
    private static final long MAX_ITERATIONS = 1_000_000;

    private StringToKey() {}

    /**
     * @param password UTF-8 octets, any length
     * @param salt as ETYPE-INFO2 gives it, or {@link #defaultSalt}
     * @param parameters a 4-octet iteration count, at most 1,000,000 so that no peer can make us work for ever; absent: the RFC's
     * @throws IllegalArgumentException for parameters of another form, a count out of bounds, or an enctype not supported
     */
    public static ProtocolKey derive(EncType etype, SecretBytes password, String salt, Optional<Octets> parameters) {
        return derive(etype, password, salt.getBytes(StandardCharsets.UTF_8), parameters);
    }

    /** With a salt of any octets. */
    static ProtocolKey derive(EncType etype, SecretBytes password, byte[] salt, Optional<Octets> parameters) {
        EncryptionProfile profile = EncryptionProfile.of(etype);
        int iterations = parameters.map(StringToKey::iterations).orElse(profile.defaultIterations());
        byte[] octets = password.reveal();
        try {
            byte[] derived = profile.stringToKey(octets, salt, iterations);
            return ProtocolKey.of(new EncryptionKey(etype, SecretBytes.takeOver(derived)));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** Realm and components joined, RFC 4120 §4. */
    public static String defaultSalt(Principal principal) {
        return principal.realm().value() + principal.name().joined();
    }

    private static int iterations(Octets parameters) {
        if (parameters.length() != 4) {
            throw new IllegalArgumentException(
                    "string-to-key parameters are " + parameters.length() + " octets, not 4");
        }
        long count =
                Integer.toUnsignedLong(ByteBuffer.wrap(parameters.toByteArray()).getInt());
        if (count < 1 || count > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "an iteration count of " + count + " is not between 1 and " + MAX_ITERATIONS);
        }
        return (int) count;
    }
}
