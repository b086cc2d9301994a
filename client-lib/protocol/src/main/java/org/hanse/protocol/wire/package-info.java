/**
 * The messages of RFC 4120 §5: one record per message and pre-authentication payload, and the gate that turns octets into
 * records and back. Apache Kerby's codec runs behind {@link org.hanse.protocol.wire.KerberosCodec} and nowhere else; its types
 * do not leave this room. Numbers that we do not know are kept as numbers.
 * The way in: {@code DerGate} checks the octets against a {@code Shape} of the table in {@code Grammar}; a {@code Sequence} reads
 * them field by field, and {@code KdcMessages}, {@code TicketMessages}, {@code FastMessages}, {@code PreauthPayloads} and {@code Parts}
 * make records of it. What servers read, a {@code DerSequence} reads where it lies; what only clients read, a {@code KerbySequence}
 * has Kerby's codec read. The way out: the same five write records into a {@code DerBuffer}.
 * May use: name. Is used by: every room above. Start at {@link org.hanse.protocol.wire.KerberosCodec}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.wire;
