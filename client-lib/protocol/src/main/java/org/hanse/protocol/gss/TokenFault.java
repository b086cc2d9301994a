package org.hanse.protocol.gss;

import java.util.Optional;
import org.hanse.protocol.wire.WireCode;

/** Octets that are not the context token they should be. The message is for the log and for people. No stack trace. */
public final class TokenFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of fault, as far as what a caller does next depends on it. */
    public enum Kind {
        /** Not strict DER, not the framing of RFC 2743 §3.1, or a length that runs past the end. */
        MALFORMED,
        /** Over {@link ContextToken#MAX_LENGTH}. */
        TOO_LONG,
        /** A token of a mechanism that is not Kerberos; the message names it. */
        WRONG_MECHANISM,
        /** A token of the right mechanism that does not belong at this place of the exchange (RFC 4121 §4.1: TOK_ID). */
        UNEXPECTED,
        /** The peer's proof is wrong: an AP-REP or a mechListMIC that does not verify. */
        NOT_PROVEN,
        /** The peer answered with an error instead. */
        REFUSED_BY_PEER
    }

    private final Kind kind;
    private final transient Optional<WireCode> code;

    public TokenFault(Kind kind, String message) {
        this(kind, Optional.empty(), message);
    }

    private TokenFault(Kind kind, Optional<WireCode> code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    /** RFC 4120 §3.2.5: the service was to prove itself and does not. */
    static TokenFault notMutual(String message) {
        return new TokenFault(Kind.NOT_PROVEN, Optional.of(WireCode.KRB_AP_ERR_MUT_FAIL), message);
    }

    static TokenFault malformed(String message) {
        return new TokenFault(Kind.MALFORMED, message);
    }

    public Kind kind() {
        return kind;
    }

    /** The code that RFC 4120 §7.5.9 has for this very fault, where it has one. */
    public Optional<WireCode> code() {
        return code;
    }
}
