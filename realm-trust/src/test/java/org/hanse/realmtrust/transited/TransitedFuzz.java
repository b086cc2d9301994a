package org.hanse.realmtrust.transited;

import java.util.List;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TransitedEncoding;

/** A fuzz target ({@code scripts/fuzz transited}): any octets as the contents of a transited field, RFC 4120 §3.3.3.2. */
public final class TransitedFuzz {
    private static final RealmName CLIENT = RealmName.of("A.B.EXAMPLE");
    private static final RealmName SERVER = RealmName.of("X.Y.EXAMPLE");

    private TransitedFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TransitedEncoding field = new TransitedEncoding(TransitedEncoding.DOMAIN_X500_COMPRESS, Octets.copyOf(input));
        List<RealmName> realms;
        TransitedEncoding written;
        try {
            realms = Transited.decode(field, CLIENT, SERVER);
            written = Transited.encode(realms);
        } catch (TransitedFault refused) {
            return;
        }
        // What is passed on says what was read: else a realm could be lost on the way.
        try {
            if (!Transited.decode(written, CLIENT, SERVER).equals(realms)) {
                throw new AssertionError("read as " + realms + ", and passed on as " + written);
            }
        } catch (TransitedFault fault) {
            throw new AssertionError("passed on as what nobody reads: " + fault.getMessage());
        }
    }
}
