package org.hanse.protocol.file;

import java.time.Instant;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncryptionKey;

/**
 * One key of one principal in a keytab.
 *
 * @param timestamp when the key was written, whole seconds; what is out of 1970 to 2106 is written as 0
 * @param key of any enctype, known or not
 */
public record KeytabEntry(Principal principal, Instant timestamp, Kvno kvno, EncryptionKey key) {
    /** Whether both are the same version of the same kind of key of the same principal. */
    boolean replaces(KeytabEntry other) {
        return principal.equals(other.principal)
                && kvno.equals(other.kvno)
                && key.etype().equals(other.key.etype());
    }
}
