package org.hanse.protocol.gss;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.gss.NegTokenResp.NegState;
import org.hanse.protocol.wire.Octets;

/**
 * The initiator's side of one negotiation, RFC 4178 §3.2 and §5, around one krb5 context. For one conversation; not thread-safe.
 *
 * <p>Send {@link #firstToken()}; feed each reply to {@link #next} and send what it returns, until {@link #context()} is present
 * and there is nothing to send.
 */
public final class SpnegoInitiator {
    private final GssInitiator kerberos;
    private final NegTokenInit offer;
    private boolean tokenSent;
    private boolean micRequired;
    private boolean micVerified;
    private boolean firstReply = true;
    private boolean done;
    private boolean failed;
    private Optional<GssContext> context = Optional.empty();

    /** Offers Kerberos only. */
    public SpnegoInitiator(GssInitiator kerberos) {
        this(kerberos, List.of(MechanismId.KRB5));
    }

    /**
     * @param mechanisms what to offer, in this order; Kerberos is the only one that can be carried out. Its token goes with the
     *     offer if it comes first.
     */
    public SpnegoInitiator(GssInitiator kerberos, List<MechanismId> mechanisms) {
        this.kerberos = kerberos;
        this.tokenSent = mechanisms.get(0).isKerberos();
        this.offer = NegTokenInit.offering(
                mechanisms, tokenSent ? Optional.of(Octets.wrap(kerberos.firstToken())) : Optional.empty());
        if (!kerberos.awaitsReply()) {
            context = Optional.of(kerberos.context());
        }
    }

    /** The offer, in its frame. */
    public byte[] firstToken() {
        return offer.encode();
    }

    /** The context, when the negotiation is over on our side. */
    public Optional<GssContext> context() {
        return done ? context : Optional.empty();
    }

    /**
     * Takes a reply and returns what to send next, if anything.
     *
     * @throws TokenFault REFUSED_BY_PEER, NOT_PROVEN, or what is wrong with the token; from then on every token is UNEXPECTED
     */
    public Optional<byte[]> next(byte[] token) throws TokenFault {
        if (failed) {
            throw new TokenFault(TokenFault.Kind.UNEXPECTED, "a token after the negotiation has failed");
        }
        failed = true;
        Optional<byte[]> answer = answerTo(token);
        failed = false;
        return answer;
    }

    private Optional<byte[]> answerTo(byte[] token) throws TokenFault {
        NegTokenResp reply = NegTokenResp.decode(token);
        if (firstReply) {
            readChoice(reply);
            firstReply = false;
        }
        if (reply.state().filter(NegState.REJECT::equals).isPresent()) {
            throw rejected(reply);
        }
        if (!tokenSent) {
            tokenSent = true;
            return Optional.of(lateToken());
        }
        if (context.isEmpty()) {
            Octets apReply =
                    reply.responseToken().orElseThrow(() -> TokenFault.notMutual("the acceptor sends no AP-REP"));
            context = Optional.of(kerberos.complete(apReply.toByteArray()));
        }
        return finish(reply, context.get());
    }

    private void readChoice(NegTokenResp reply) throws TokenFault {
        Optional<MechanismId> mechanism = reply.supportedMechanism();
        if (mechanism.isPresent()
                && !(mechanism.get().isKerberos() && offer.mechanisms().contains(mechanism.get()))) {
            throw new TokenFault(
                    TokenFault.Kind.WRONG_MECHANISM, "the acceptor chooses " + mechanism.get() + ", which is not ours");
        }
        boolean another = mechanism.isPresent()
                && !mechanism.get().equals(offer.mechanisms().get(0));
        micRequired =
                another || reply.state().filter(NegState.REQUEST_MIC::equals).isPresent();
    }

    private byte[] lateToken() {
        NegTokenResp answer = new NegTokenResp(
                Optional.of(NegState.ACCEPT_INCOMPLETE),
                Optional.empty(),
                Optional.of(Octets.wrap(kerberos.firstToken())),
                // §5 c): whoever sends the last krb5 token adds the MIC to it.
                micRequired ? context.map(this::ownMic) : Optional.empty());
        return answer.encode();
    }

    private Optional<byte[]> finish(NegTokenResp reply, GssContext established) throws TokenFault {
        if (reply.mechListMic().isPresent()) {
            verify(reply.mechListMic().get(), established);
        }
        if (micRequired && !micVerified) {
            throw new TokenFault(TokenFault.Kind.NOT_PROVEN, "the acceptor's mechListMIC is missing");
        }
        done = true;
        boolean over = reply.state().filter(NegState.ACCEPT_COMPLETED::equals).isPresent();
        if (over || !micVerified) {
            return Optional.empty();
        }
        return Optional.of(NegTokenResp.of(NegState.ACCEPT_COMPLETED)
                .withMic(Optional.of(ownMic(established)))
                .encode());
    }

    private Octets ownMic(GssContext established) {
        return Octets.wrap(established.getMic(offer.mechanismList().toByteArray()));
    }

    private void verify(Octets mic, GssContext established) throws TokenFault {
        try {
            established.verifyMic(offer.mechanismList().toByteArray(), mic.toByteArray());
            micVerified = true;
        } catch (MessageFault e) {
            throw new TokenFault(TokenFault.Kind.NOT_PROVEN, "the list of mechanisms was altered on its way");
        }
    }

    private TokenFault rejected(NegTokenResp reply) throws TokenFault {
        if (reply.responseToken().isPresent() && context.isEmpty()) {
            // A KRB-ERROR inside says why; complete() turns it into the fault.
            kerberos.complete(reply.responseToken().get().toByteArray());
        }
        return new TokenFault(TokenFault.Kind.REFUSED_BY_PEER, "the acceptor rejects the negotiation");
    }
}
