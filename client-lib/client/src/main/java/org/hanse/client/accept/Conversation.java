package org.hanse.client.accept;

import java.util.Optional;
import org.hanse.protocol.gss.ContextToken;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.SpnegoAcceptor;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.wire.Octets;

/**
 * One login, from its first token to its last; most have one. Made by {@link Acceptor#begin}, or found in
 * {@link Login.Continue}. Not thread-safe: tokens of one login come one after the other.
 */
public final class Conversation {
    /** What the next token has to be. */
    private enum Awaited {
        FIRST,
        KERBEROS_TOKEN,
        MECH_LIST_MIC,
        NOTHING
    }

    private final Acceptor acceptor;
    private final Connection connection;
    private Awaited awaited = Awaited.FIRST;
    private Optional<SpnegoAcceptor> negotiation = Optional.empty();
    /** Judged good, and not to be believed before the list of mechanisms is proven. */
    private Optional<LoginJudge.Admitted> pending = Optional.empty();

    Conversation(Acceptor acceptor, Connection connection) {
        this.acceptor = acceptor;
        this.connection = connection;
    }

    /** Takes the client's next token. Whatever the octets are, the answer is a {@link Login} and no exception. */
    public Login accept(byte[] token) {
        try {
            return step(token);
        } catch (TokenFault fault) {
            return refuse(Refusal.because(fault));
        } catch (Refusal refusal) {
            return refuse(refusal);
        }
    }

    private Login step(byte[] token) throws TokenFault, Refusal {
        Awaited now = awaited;
        awaited = Awaited.NOTHING;
        return switch (now) {
            case FIRST -> first(ContextToken.parse(token));
            case KERBEROS_TOKEN ->
                negotiated(kerberosToken(negotiation.orElseThrow().readToken(token)));
            case MECH_LIST_MIC -> proven(token);
            case NOTHING ->
                throw Refusal.because(RefusalReason.UNEXPECTED_TOKEN, "a token after the login was decided");
        };
    }

    private Login first(ContextToken token) throws TokenFault, Refusal {
        if (token instanceof ContextToken.Kerberos bare) {
            LoginJudge.Admitted admitted = acceptor.judge().judge(bare.token(), connection);
            return new Login.Accepted(
                    admitted.caller(),
                    admitted.answer().token(),
                    admitted.answer().context());
        }
        SpnegoAcceptor spnego = new SpnegoAcceptor(((ContextToken.Negotiation) token).offer());
        negotiation = Optional.of(spnego);
        Optional<Octets> optimistic = spnego.kerberosToken();
        if (optimistic.isPresent()) {
            return negotiated(kerberosToken(optimistic.get()));
        }
        awaited = Awaited.KERBEROS_TOKEN;
        return new Login.Continue(Optional.of(spnego.choice()), this);
    }

    private Login negotiated(Krb5Token token) throws TokenFault, Refusal {
        LoginJudge.Admitted admitted = acceptor.judge().judge(token, connection);
        SpnegoAcceptor.Conclusion conclusion = negotiation.orElseThrow().conclude(admitted.answer());
        if (conclusion.awaitsMic()) {
            pending = Optional.of(admitted);
            awaited = Awaited.MECH_LIST_MIC;
            return new Login.Continue(Optional.of(conclusion.reply()), this);
        }
        return new Login.Accepted(
                admitted.caller(),
                Optional.of(conclusion.reply()),
                admitted.answer().context());
    }

    private Login proven(byte[] token) throws TokenFault {
        LoginJudge.Admitted admitted = pending.orElseThrow();
        negotiation.orElseThrow().readMic(token, admitted.answer().context());
        return new Login.Accepted(
                admitted.caller(), Optional.empty(), admitted.answer().context());
    }

    private static Krb5Token kerberosToken(Octets framed) throws TokenFault {
        return Krb5Token.decode(framed.toByteArray());
    }

    /** Names in a ticket's clear part are a stranger's words: they must not move the cursor of whoever reads the log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "?");
    }

    private Login refuse(Refusal refusal) {
        Optional<Octets> error = acceptor.errorReply(refusal);
        Optional<Octets> reply =
                negotiation.map(spnego -> Optional.of(spnego.reject(error))).orElse(error);
        return new Login.Refused(
                refusal.reason,
                refusal.detail.map(Conversation::printable).orElse(refusal.reason.explanation()),
                refusal.reason.cure(),
                refusal.client,
                reply);
    }
}
