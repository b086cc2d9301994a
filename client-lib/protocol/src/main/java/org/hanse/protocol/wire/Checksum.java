package org.hanse.protocol.wire;

import org.hanse.protocol.name.ChecksumType;

/** RFC 4120 §5.2.9. */
public record Checksum(ChecksumType type, Octets value) {}
