package org.hanse.kdc.ticket;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;

/** What an exchange comes to: a reply, or a refusal that the dispatcher puts into a KRB-ERROR. */
public sealed interface KdcOutcome {

    /** The request that counted: inside FAST, not the one around it. */
    KdcRequest request();

    /** The client as far as it is known: claimed in an AS-REQ, proved in a TGS-REQ. */
    Optional<Principal> client();

    /**
     * A ticket was issued.
     *
     * @param reply the encoded AS-REP or TGS-REP
     * @param proven whether the asking side proved anything before it got this much
     * @param notes what the log should add, such as what a log-only policy let through
     */
    record Issued(
            KdcRequest request,
            Optional<Principal> client,
            Octets reply,
            boolean proven,
            RequestRecord.Issued facts,
            List<String> notes)
            implements KdcOutcome {
        public Issued {
            notes = List.copyOf(notes);
        }
    }

    /**
     * No.
     *
     * @param detail for the log only
     * @param methodData what helps the client to try again
     * @param envelope how the KRB-ERROR goes
     */
    record Refused(
            KdcRequest request,
            Optional<Principal> client,
            Reason reason,
            String detail,
            List<PaData> methodData,
            Envelope envelope)
            implements KdcOutcome {
        public Refused {
            methodData = List.copyOf(methodData);
        }

        /** What a step of an exchange refused. */
        public static Refused of(Enveloped asked, Optional<Principal> client, Refusal refusal) {
            return new Refused(
                    asked.request(),
                    client,
                    refusal.reason(),
                    refusal.getMessage(),
                    refusal.methodData(),
                    asked.envelope());
        }
    }
}
