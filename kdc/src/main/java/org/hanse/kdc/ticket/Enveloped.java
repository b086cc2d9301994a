package org.hanse.kdc.ticket;

import org.hanse.protocol.wire.KdcRequest;

/**
 * A request and how it came.
 *
 * @param request the one that counts: inside FAST, not the one around it
 * @param envelope how the answer goes
 */
public record Enveloped(KdcRequest request, Envelope envelope) {

    /** As it came, without FAST. */
    public static Enveloped inClear(KdcRequest request) {
        return new Enveloped(request, Envelope.CLEAR);
    }
}
