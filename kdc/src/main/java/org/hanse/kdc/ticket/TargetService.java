package org.hanse.kdc.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Whom a ticket is for, as far as issuing needs it: a service of this realm, our own ticket-granting service, or a peer's.
 *
 * @param name as the ticket will name it; an alias keeps the name that was asked for (RFC 6806 §6)
 * @param kvno of {@code key}, the newest; empty for a session key, which has none
 * @param key what seals the ticket
 * @param keyEnds when the key stops being its owner's, after which a ticket under it is good for nothing; empty for a long-term key
 * @param sessionEtypes what the service can use as a session key
 * @param peer the realm whose ticket-granting service this is, when it is not ours
 */
public record TargetService(
        PrincipalName name,
        Optional<Kvno> kvno,
        ProtocolKey key,
        Optional<Instant> keyEnds,
        List<EncType> sessionEtypes,
        Set<PrincipalFlag> flags,
        Limits limits,
        Optional<Instant> expires,
        Optional<RealmName> peer) {
    public TargetService {
        sessionEtypes = List.copyOf(sessionEtypes);
        flags = Set.copyOf(flags);
    }

    public boolean has(PrincipalFlag flag) {
        return flags.contains(flag);
    }

    /** Whether what is issued is a ticket-granting ticket, ours or a peer's. */
    public boolean isTgs() {
        return name.isKrbtgt();
    }
}
