package org.hanse.client.accept;

import java.util.Optional;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.wire.Octets;

/** How a login is held to its channel, RFC 4121 §4.1.1.2 and §7. */
enum BindingRule {
    /** A client that binds its login must bind it to our channel; one that does not is let in. */
    OPTIONAL,
    /** Every client must. */
    REQUIRED;

    /** @param ours what the service knows of its channel; without it a client's bindings cannot be judged and are ignored */
    void judge(Octets received, Optional<ChannelBindings> ours) throws Refusal {
        if (ours.isEmpty()) {
            return;
        }
        if (received.equals(ChannelBindings.NO_BINDINGS)) {
            if (this == REQUIRED) {
                throw Refusal.because(RefusalReason.CHANNEL_BINDING_MISSING);
            }
        } else if (!ours.get().matches(received)) {
            throw Refusal.because(RefusalReason.CHANNEL_BINDING_MISMATCH);
        }
    }
}
