package org.hanse.bench.request;

import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Ticket;

/** A ticket for a TGS of the realm, and what its client knows of it. */
public record Tgt(Principal client, Ticket ticket, ProtocolKey sessionKey) {}
