package org.hanse.client.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions;

/**
 * What to ask one ticket-granting service.
 *
 * @param tgt for the realm that is asked
 * @param till 1970-01-01T00:00:00Z: as long as the TGT and policy allow
 */
record TgsRequest(
        Credential tgt,
        KdcOptions options,
        PrincipalName service,
        RealmName serviceRealm,
        Instant till,
        Optional<Instant> renewTill,
        List<EncType> etypes,
        List<HostAddress> addresses) {}
