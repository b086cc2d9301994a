package org.hanse.protocol.gss;

import java.util.Arrays;
import org.hanse.protocol.wire.Octets;

/**
 * A context token of the krb5 mechanism, RFC 4121 §4.1: a token identifier and a Kerberos message.
 *
 * @param id what the message is, UInt16; one of the constants or any other
 * @param message the DER of the message, not looked into
 */
public record Krb5Token(int id, Octets message) {
    public static final int AP_REQ = 0x0100;
    public static final int AP_REP = 0x0200;
    public static final int KRB_ERROR = 0x0300;

    /** Reads a krb5 token with its frame, as SPNEGO carries it in mechToken and responseToken. */
    public static Krb5Token decode(byte[] framed) throws TokenFault {
        return inFrame(TokenFrame.parse(framed));
    }

    static Krb5Token inFrame(TokenFrame frame) throws TokenFault {
        if (!frame.mechanism.isKerberos()) {
            throw new TokenFault(
                    TokenFault.Kind.WRONG_MECHANISM, "a token of the mechanism " + frame.mechanism.toString());
        }
        byte[] inner = frame.inner;
        if (inner.length < 2) {
            throw TokenFault.malformed("a krb5 token without token identifier");
        }
        int id = (inner[0] & 0xFF) << 8 | (inner[1] & 0xFF);
        return new Krb5Token(id, Octets.wrap(Arrays.copyOfRange(inner, 2, inner.length)));
    }

    /** With the frame. */
    public byte[] encode() {
        byte[] inner = new byte[2 + message.length()];
        inner[0] = (byte) (id >>> 8);
        inner[1] = (byte) id;
        System.arraycopy(message.toByteArray(), 0, inner, 2, message.length());
        return TokenFrame.around(MechanismId.KRB5, inner);
    }
}
