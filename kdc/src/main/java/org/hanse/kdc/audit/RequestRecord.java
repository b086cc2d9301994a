package org.hanse.kdc.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;

/**
 * What the log says of one request: who asked for what, and what came of it. Holds no key, no password and no ciphertext.
 *
 * @param id eight upper-case hexadecimal digits, also in the error text that the client gets as {@code id=...}
 * @param etypes as listed by the client, at most the first 32
 * @param client as far as known: claimed in an AS-REQ, proved in a TGS-REQ
 * @param refused why not, for every answer that is not a ticket; PREAUTH_REQUIRED counts as one
 * @param issued what was made
 * @param detail for the log only; never sent
 */
public record RequestRecord(
        Instant time,
        String id,
        Kind kind,
        Origin origin,
        List<EncType> etypes,
        Optional<Principal> client,
        Optional<Principal> service,
        Optional<Reason> refused,
        Optional<Issued> issued,
        Optional<String> detail) {
    /** What kind of request it was. */
    public enum Kind {
        AS_REQ,
        TGS_REQ,
        OTHER
    }

    /** The facts of a ticket that went out. */
    public record Issued(Instant authTime, Instant endTime, EncType reply, EncType ticket, EncType session) {}

    public RequestRecord {
        etypes = List.copyOf(etypes.size() > 32 ? etypes.subList(0, 32) : etypes);
    }
}
