package org.hanse.client.accept;

import java.util.Optional;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.name.Principal;

/** A step of a login that says no. Caught in one place, {@link Conversation}, and turned into a value. No stack trace. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    final RefusalReason reason;
    /** What this very token shows beyond the reason's own sentence. */
    final transient Optional<String> detail;
    /** Known once the ticket is open. */
    final transient Optional<Principal> client;

    private Refusal(RefusalReason reason, Optional<String> detail, Optional<Principal> client) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.detail = detail;
        this.client = client;
    }

    static Refusal because(RefusalReason reason) {
        return new Refusal(reason, Optional.empty(), Optional.empty());
    }

    static Refusal because(RefusalReason reason, String detail) {
        return new Refusal(reason, Optional.of(detail), Optional.empty());
    }

    static Refusal because(TokenFault fault) {
        return because(RefusalReason.of(fault.kind()), String.valueOf(fault.getMessage()));
    }

    static Refusal because(ApFault fault) {
        return because(RefusalReason.of(fault.kind()));
    }

    Refusal of(Principal known) {
        return new Refusal(reason, detail, Optional.of(known));
    }
}
