package org.hanse.protocol.gss;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first octets of a conversation, told apart: a krb5 token, or a SPNEGO offer, each in its frame. */
public sealed interface ContextToken {
    /** Longest context token that is read, in octets. Tickets with large authorization data stay far below it. */
    int MAX_LENGTH = 128 * 1024;

    /**
     * A token of the krb5 mechanism, without negotiation.
     *
     * @param mechanism the number in its frame
     * @param token TOK_ID and Kerberos message
     */
    record Kerberos(MechanismId mechanism, Krb5Token token) implements ContextToken {}

    /** SPNEGO's first message. */
    record Negotiation(NegTokenInit offer) implements ContextToken {}

    /**
     * @throws TokenFault MALFORMED, TOO_LONG, or WRONG_MECHANISM (NTLM, with or without a frame, included)
     */
    static ContextToken parse(byte[] octets) throws TokenFault {
        if (isNtlm(octets)) {
            throw new TokenFault(TokenFault.Kind.WRONG_MECHANISM, "an NTLM token");
        }
        TokenFrame frame = TokenFrame.parse(octets);
        if (frame.mechanism.equals(MechanismId.SPNEGO)) {
            return new Negotiation(NegTokenInit.decode(frame.inner));
        }
        return new Kerberos(frame.mechanism, Krb5Token.inFrame(frame));
    }

    /** Whether these octets begin as a bare NTLM message does (MS-NLMP §2.2). */
    private static boolean isNtlm(byte[] octets) {
        byte[] signature = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
        return octets.length >= signature.length
                && Arrays.equals(octets, 0, signature.length, signature, 0, signature.length);
    }
}
