package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * What a step goes by besides the state.
 *
 * @param now by this realm's clock, read once
 * @param ownDocument hash (SHA-384) of this realm's newest document
 * @param peerDocument of the peer's newest document that has been verified; empty before the first, and when it has expired
 */
public record Facts(Instant now, Octets ownDocument, Optional<Octets> peerDocument) {}
