package org.hanse.kdc.ticket;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;

/** What an exchange comes to: a reply, or a refusal that the dispatcher puts into a KRB-ERROR. */
public sealed interface KdcOutcome {

    /** The client as far as it is known: claimed in an AS-REQ, proved in a TGS-REQ. */
    Optional<Principal> client();

    /**
     * A ticket was issued.
     *
     * @param reply the encoded AS-REP or TGS-REP
     * @param notes what the log should add, such as what a log-only policy let through
     */
    record Issued(Optional<Principal> client, Octets reply, RequestRecord.Issued facts, List<String> notes)
            implements KdcOutcome {}

    /**
     * No.
     *
     * @param detail for the log only
     * @param errorData e-data of the KRB-ERROR
     */
    record Refused(Optional<Principal> client, Reason reason, String detail, Optional<Octets> errorData)
            implements KdcOutcome {}
}
