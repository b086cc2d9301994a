package org.hanse.kdc.ticket;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * The few sentences that must never fail, checked once more on what is about to be sealed. A failure is a fault of ours, not of
 * the client's, and stays unchecked: the dispatcher answers with a generic error and logs it loudly.
 */
final class TicketRules {
    private TicketRules() {}

    static void mustHold(EncTicketPart draft, Lineage lineage) {
        Optional<EncTicketPart> tgt = lineage.parent();
        must(draft.endTime().isAfter(draft.start()), "ends after it starts");
        must(
                draft.flags().has(TicketFlag.RENEWABLE) == draft.renewTill().isPresent(),
                "is renewable exactly if it has a renew-till");
        must(draft.flags().has(TicketFlag.INITIAL) == tgt.isEmpty(), "is initial exactly if no ticket led to it");
        tgt.ifPresent(by -> mustFollow(draft, by, lineage.renewal()));
    }

    private static void mustFollow(EncTicketPart draft, EncTicketPart tgt, boolean renewal) {
        must(draft.authTime().equals(tgt.authTime()), "keeps the authentication time");
        must(
                draft.clientName().equals(tgt.clientName())
                        && draft.clientRealm().equals(tgt.clientRealm()),
                "keeps the client");
        Instant last = renewal ? tgt.renewTill().orElse(tgt.endTime()) : tgt.endTime();
        must(!draft.endTime().isAfter(last), "does not outlive its ticket-granting ticket");
        must(
                draft.renewTill().isEmpty()
                        || (tgt.renewTill().isPresent()
                                && !draft.renewTill()
                                        .get()
                                        .isAfter(tgt.renewTill().get())),
                "is not renewable for longer than its ticket-granting ticket");
        for (TicketFlag flag : new TicketFlag[] {
            TicketFlag.FORWARDABLE,
            TicketFlag.PROXIABLE,
            TicketFlag.MAY_POSTDATE,
            TicketFlag.PRE_AUTHENT,
            TicketFlag.HW_AUTHENT
        }) {
            must(!draft.flags().has(flag) || tgt.flags().has(flag), "gains no " + flag);
        }
    }

    private static void must(boolean held, String sentence) {
        if (!held) {
            throw new IllegalStateException("refusing to seal: a ticket " + sentence);
        }
    }
}
