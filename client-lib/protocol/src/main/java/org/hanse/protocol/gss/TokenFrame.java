package org.hanse.protocol.gss;

/** The frame of RFC 2743 §3.1 around every first token of a mechanism, and around every context token of krb5. */
final class TokenFrame {
    private static final int APPLICATION_0 = 0x60;

    final MechanismId mechanism;
    final byte[] inner;

    private TokenFrame(MechanismId mechanism, byte[] inner) {
        this.mechanism = mechanism;
        this.inner = inner;
    }

    static TokenFrame parse(byte[] octets) throws TokenFault {
        if (octets.length > ContextToken.MAX_LENGTH) {
            throw new TokenFault(TokenFault.Kind.TOO_LONG, "a token of " + octets.length + " octets");
        }
        DerReader outer = new DerReader(octets);
        DerReader frame = outer.enter(APPLICATION_0);
        outer.mustEnd("the token");
        MechanismId mechanism = frame.oid();
        return new TokenFrame(mechanism, frame.rest());
    }

    static byte[] around(MechanismId mechanism, byte[] inner) {
        return DerWriter.element(APPLICATION_0, DerWriter.oid(mechanism), inner);
    }
}
