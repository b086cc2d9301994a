package org.hanse.protocol.wire;

import java.util.Optional;
import org.hanse.protocol.name.EncType;

/**
 * One enctype of a client's keys and how its password becomes that key, RFC 4120 §5.2.7.5.
 *
 * @param salt absent means the default salt; an empty string is an empty salt
 * @param parameters string-to-key parameters; for AES a 4-octet iteration count (RFC 3962 §4)
 */
public record EtypeInfo2Entry(EncType etype, Optional<String> salt, Optional<Octets> parameters) {}
