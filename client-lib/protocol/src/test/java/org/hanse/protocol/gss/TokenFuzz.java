package org.hanse.protocol.gss;

import java.security.SecureRandom;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.Octets;

/** A fuzz target ({@code scripts/fuzz token}): any octets as every kind of GSS token, RFC 2743 §3.1, 4121 and 4178. */
public final class TokenFuzz {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] MESSAGE = {1, 2, 3};
    private static final Establishment AGREED = new Establishment(
            GssFlags.of(GssFlags.GssFlag.MUTUAL),
            ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA384_192, RANDOM),
            Optional.empty(),
            Optional.empty(),
            0,
            0);
    private static final GssContext CONTEXT = new GssContext(GssContext.Role.ACCEPTOR, AGREED, RANDOM);

    private TokenFuzz() {}

    private interface Reading {
        void read() throws TokenFault, MessageFault;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        wanted(() -> {
            if (ContextToken.parse(input) instanceof ContextToken.Negotiation negotiation) {
                negotiation.offer().encode();
                new SpnegoAcceptor(negotiation.offer()).choice();
            }
        });
        wanted(() -> Krb5Token.decode(input).encode());
        wanted(() -> NegTokenResp.decode(input).encode());
        wanted(() -> GssChecksum.decode(new Checksum(ChecksumType.GSSAPI, Octets.copyOf(input)))
                .encode());
        wanted(() -> CONTEXT.verifyMic(MESSAGE, input));
        wanted(() -> CONTEXT.unwrap(input));
    }

    private static void wanted(Reading reading) {
        try {
            reading.read();
        } catch (TokenFault | MessageFault refused) {
            // As it should be.
        }
    }
}
