package org.hanse.kdc.realm;

import java.util.List;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.wire.SecretBytes;

/** Where a principal's keys come from. */
public sealed interface KeySource {
    /** Derived from a password with the default salt of RFC 4120 §4. */
    record Password(SecretBytes password) implements KeySource {}

    /** Fresh random keys. */
    record Random() implements KeySource {}

    /** Brought along, under kvnos of their own. */
    record Given(List<PrincipalKey> keys) implements KeySource {
        public Given {
            keys = List.copyOf(keys);
        }
    }
}
