package org.hanse.kdc.preauth;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.Octets;

/**
 * A client that tries to prove itself.
 *
 * @param request the one that counts: inside FAST, not the one around it
 * @param digest tells this message, whole and as received, from any other
 * @param client whom it claims to be
 * @param keys the client's, as far as the request lists their enctypes
 * @param armorKey of FAST; empty in clear
 */
public record Attempt(
        KdcRequest request,
        Octets digest,
        Principal client,
        ClientKeys keys,
        Optional<ProtocolKey> armorKey,
        Instant now) {}
