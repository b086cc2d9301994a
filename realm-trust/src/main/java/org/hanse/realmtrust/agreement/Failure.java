package org.hanse.realmtrust.agreement;

import java.time.Instant;

/**
 * What stands in the way of an agreement; tried again by itself unless somebody must change something.
 *
 * @param byPeer whether the peer has said so to us, or we to the peer
 */
public record Failure(RejectionCode code, boolean byPeer, Instant since) {}
