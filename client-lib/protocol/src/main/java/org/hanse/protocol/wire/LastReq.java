package org.hanse.protocol.wire;

import java.time.Instant;

/** RFC 4120 §5.4.2: when something last happened; type 0 says nothing. */
public record LastReq(int type, Instant value) {}
