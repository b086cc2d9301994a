package org.hanse.client.accept;

import java.util.Optional;
import java.util.function.Function;
import org.hanse.protocol.gss.GssContext;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;

/** What came of a token. */
public sealed interface Login {
    /** What to send back to the client, if anything. */
    Optional<Octets> reply();

    /** One function for each outcome: with it the compiler finds the forgotten case. */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Continue, T> more);

    /**
     * The client is who it says.
     *
     * @param reply to be sent where present: it proves the service to the client
     * @param context protects messages between the two from now on
     */
    record Accepted(Caller caller, Optional<Octets> reply, GssContext context) implements Login {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Continue, T> more) {
            return accepted.apply(this);
        }
    }

    /**
     * No.
     *
     * @param explanation what is wrong, for the service's log: a clause without full stop. Holds no secret, but may name files and
     *     key versions of the service; {@link RefusalReason#explanation} says less, to strangers
     * @param cure what to do about it, in the same form
     * @param client who it was, where the ticket opened; proven only where the refusal is one of policy
     * @param reply an error token that tells the client's software the same
     */
    record Refused(
            RefusalReason reason, String explanation, String cure, Optional<Principal> client, Optional<Octets> reply)
            implements Login {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Continue, T> more) {
            return refused.apply(this);
        }
    }

    /**
     * Nothing is known yet: send the reply, and give the client's answer to {@code next}.
     *
     * @param reply always present
     */
    record Continue(Optional<Octets> reply, Conversation next) implements Login {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused, Function<Continue, T> more) {
            return more.apply(this);
        }
    }
}
