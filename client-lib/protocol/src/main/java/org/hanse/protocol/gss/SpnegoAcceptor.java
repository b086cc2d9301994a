package org.hanse.protocol.gss;

import java.util.Optional;
import org.hanse.protocol.gss.NegTokenResp.NegState;
import org.hanse.protocol.wire.Octets;

/**
 * The acceptor's side of one negotiation, RFC 4178 §3.2 and §5, with Kerberos as the only mechanism on our side. It carries
 * krb5 tokens in and out and protects the list of mechanisms; the caller judges the krb5 tokens. For one conversation; not
 * thread-safe.
 *
 * <p>In order: {@link #kerberosToken()}; where that is empty {@link #choice()} out and {@link #readToken} in; then
 * {@link #conclude} or {@link #reject}; and {@link #readMic}, where the conclusion awaits it.
 */
public final class SpnegoAcceptor {
    /**
     * What to send when the krb5 context stands.
     *
     * @param awaitsMic the initiator has to prove the list of mechanisms before it may be believed
     */
    public record Conclusion(Octets reply, boolean awaitsMic) {}

    private final NegTokenInit offer;
    private final MechanismId chosen;
    private boolean firstReply = true;
    private Optional<Octets> initiatorMic;

    /** @throws TokenFault WRONG_MECHANISM if Kerberos is not offered; the message says what is */
    public SpnegoAcceptor(NegTokenInit offer) throws TokenFault {
        this.offer = offer;
        this.chosen = offer.mechanisms().stream()
                .filter(MechanismId::isKerberos)
                .findFirst()
                .orElseThrow(() -> new TokenFault(
                        TokenFault.Kind.WRONG_MECHANISM, "SPNEGO that offers " + offer.mechanisms() + " only"));
        this.initiatorMic = offer.mechListMic();
    }

    /** The optimistic token, if it is one of Kerberos; an optimistic token of another mechanism is not looked at. */
    public Optional<Octets> kerberosToken() {
        return isPreferred() ? offer.mechToken() : Optional.empty();
    }

    /** The reply that names Kerberos and asks for its first token. */
    public Octets choice() {
        NegState state = isPreferred() ? NegState.ACCEPT_INCOMPLETE : NegState.REQUEST_MIC;
        return encoded(NegTokenResp.of(state));
    }

    /** The krb5 token in the answer to {@link #choice()}. */
    public Octets readToken(byte[] token) throws TokenFault {
        NegTokenResp answer = NegTokenResp.decode(token);
        initiatorMic = answer.mechListMic();
        return answer.responseToken()
                .orElseThrow(() -> TokenFault.malformed("a SPNEGO response without the token of its mechanism"));
    }

    /**
     * What to say now that the krb5 context stands.
     *
     * @throws TokenFault NOT_PROVEN if the initiator's mechListMIC is wrong, or missing where it is due
     */
    public Conclusion conclude(GssAnswer answer) throws TokenFault {
        boolean micDue = !isPreferred();
        if (initiatorMic.isPresent()) {
            verify(initiatorMic.get(), answer.context());
            NegTokenResp reply = NegTokenResp.of(NegState.ACCEPT_COMPLETED).withMic(ownMic(answer));
            return new Conclusion(encoded(reply.withToken(answer.token())), false);
        }
        if (!micDue) {
            // RFC 4178 §5: optional when both prefer the mechanism; appendix C advises to leave it out then.
            NegTokenResp reply = NegTokenResp.of(NegState.ACCEPT_COMPLETED).withToken(answer.token());
            return new Conclusion(encoded(reply), false);
        }
        if (answer.token().isEmpty()) {
            // §5 c) V: the initiator sent the last krb5 token and left the MIC out.
            throw missingMic();
        }
        NegTokenResp reply = NegTokenResp.of(NegState.ACCEPT_INCOMPLETE)
                .withToken(answer.token())
                .withMic(ownMic(answer));
        return new Conclusion(encoded(reply), true);
    }

    /** Checks the initiator's last message, which carries nothing but its mechListMIC, §5 b) I. */
    public void readMic(byte[] token, GssContext context) throws TokenFault {
        NegTokenResp answer = NegTokenResp.decode(token);
        if (answer.state().filter(NegState.REJECT::equals).isPresent()) {
            throw new TokenFault(TokenFault.Kind.REFUSED_BY_PEER, "the initiator breaks the negotiation off");
        }
        verify(answer.mechListMic().orElseThrow(SpnegoAcceptor::missingMic), context);
    }

    /** The reply that ends the negotiation, with the krb5 error token if there is one. */
    public Octets reject(Optional<Octets> errorToken) {
        return encoded(NegTokenResp.of(NegState.REJECT).withToken(errorToken));
    }

    private boolean isPreferred() {
        return offer.mechanisms().get(0).equals(chosen);
    }

    /** supportedMech is present in the first reply only, §4.2.2. */
    private Octets encoded(NegTokenResp reply) {
        NegTokenResp named = firstReply ? reply.withMechanism(chosen) : reply;
        firstReply = false;
        return Octets.wrap(named.encode());
    }

    private Optional<Octets> ownMic(GssAnswer answer) {
        return Optional.of(
                Octets.wrap(answer.context().getMic(offer.mechanismList().toByteArray())));
    }

    private void verify(Octets mic, GssContext context) throws TokenFault {
        try {
            context.verifyMic(offer.mechanismList().toByteArray(), mic.toByteArray());
        } catch (MessageFault e) {
            throw new TokenFault(TokenFault.Kind.NOT_PROVEN, "the list of mechanisms was altered on its way");
        }
    }

    private static TokenFault missingMic() {
        return new TokenFault(
                TokenFault.Kind.NOT_PROVEN, "the mechListMIC is missing, which must protect the list of mechanisms");
    }
}
