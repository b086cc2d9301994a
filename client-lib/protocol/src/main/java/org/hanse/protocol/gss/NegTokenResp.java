package org.hanse.protocol.gss;

import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/** Every SPNEGO message but the first, RFC 4178 §4.2.2. Not framed (§4.2). */
public record NegTokenResp(
        Optional<NegState> state,
        Optional<MechanismId> supportedMechanism,
        Optional<Octets> responseToken,
        Optional<Octets> mechListMic) {

    /** The state of the negotiation. */
    public enum NegState {
        ACCEPT_COMPLETED(0),
        ACCEPT_INCOMPLETE(1),
        REJECT(2),
        REQUEST_MIC(3);

        private final int number;

        NegState(int number) {
            this.number = number;
        }

        private static NegState of(int number) throws TokenFault {
            for (NegState state : values()) {
                if (state.number == number) {
                    return state;
                }
            }
            throw TokenFault.malformed("an unknown negState");
        }
    }

    public static NegTokenResp of(NegState state) {
        return new NegTokenResp(Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public NegTokenResp withMechanism(MechanismId mechanism) {
        return new NegTokenResp(state, Optional.of(mechanism), responseToken, mechListMic);
    }

    public NegTokenResp withToken(Optional<Octets> token) {
        return new NegTokenResp(state, supportedMechanism, token, mechListMic);
    }

    public NegTokenResp withMic(Optional<Octets> mic) {
        return new NegTokenResp(state, supportedMechanism, responseToken, mic);
    }

    /** Whether these octets begin as a NegTokenResp does. */
    public static boolean looksLike(byte[] octets) {
        return octets.length > 0 && (octets[0] & 0xFF) == DerReader.context(1);
    }

    public static NegTokenResp decode(byte[] der) throws TokenFault {
        if (der.length > ContextToken.MAX_LENGTH) {
            throw new TokenFault(TokenFault.Kind.TOO_LONG, "a token of " + der.length + " octets");
        }
        DerReader choice = new DerReader(der);
        DerReader tagged = choice.enter(DerReader.context(1));
        choice.mustEnd("the SPNEGO response");
        DerReader fields = tagged.enter(DerReader.SEQUENCE);
        tagged.mustEnd("NegTokenResp");
        Optional<NegState> state = Optional.empty();
        if (fields.next(DerReader.context(0))) {
            DerReader field = fields.enter(DerReader.context(0));
            state = Optional.of(NegState.of(field.enumerated()));
            field.mustEnd("negState");
        }
        Optional<MechanismId> mechanism = Optional.empty();
        if (fields.next(DerReader.context(1))) {
            DerReader field = fields.enter(DerReader.context(1));
            mechanism = Optional.of(field.oid());
            field.mustEnd("supportedMech");
        }
        Optional<Octets> token = NegTokenInit.optional(fields, 2);
        Optional<Octets> mic = NegTokenInit.optional(fields, 3);
        while (!fields.atEnd()) {
            fields.skip();
        }
        return new NegTokenResp(state, mechanism, token, mic);
    }

    public byte[] encode() {
        byte[] nothing = new byte[0];
        byte[] fields = DerWriter.element(
                DerReader.SEQUENCE,
                state.map(NegTokenResp::encodeState).orElse(nothing),
                supportedMechanism
                        .map(mechanism -> DerWriter.element(DerReader.context(1), DerWriter.oid(mechanism)))
                        .orElse(nothing),
                responseToken.map(token -> DerWriter.taggedOctets(2, token)).orElse(nothing),
                mechListMic.map(mic -> DerWriter.taggedOctets(3, mic)).orElse(nothing));
        return DerWriter.element(DerReader.context(1), fields);
    }

    private static byte[] encodeState(NegState state) {
        byte[] number = {(byte) state.number};
        return DerWriter.element(DerReader.context(0), DerWriter.element(DerReader.ENUMERATED, number));
    }
}
