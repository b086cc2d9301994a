package org.hanse.bench.population;

import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;

/** A principal and its one key, of version 1. */
public record KeyHolder(Principal principal, ProtocolKey key) {}
