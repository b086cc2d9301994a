/**
 * The messages of RFC 4120 §5: one record per message and pre-authentication payload, and the gate that turns octets into
 * records and back. Apache Kerby's codec runs behind {@link org.hanse.protocol.wire.KerberosCodec} and nowhere else; its types
 * do not leave this room. Numbers that we do not know are kept as numbers.
 * May use: name. Is used by: every room above. Start at {@link org.hanse.protocol.wire.KerberosCodec}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.wire;
