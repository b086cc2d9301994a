package org.hanse.kdc.preauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/**
 * The keys of a client that a request can be answered with: of the newest kvno, of an enctype that the request lists and this
 * realm serves, in the request's order (RFC 4120 §3.1.3).
 */
public record ClientKeys(List<PrincipalKey> keys) {
    public ClientKeys {
        keys = List.copyOf(keys);
    }

    public static ClientKeys of(PrincipalEntry client, List<EncType> wanted, KdcSettings settings) {
        List<PrincipalKey> current = client.currentKeys();
        List<PrincipalKey> keys = new ArrayList<>();
        for (EncType etype : wanted) {
            if (!settings.etypes().contains(etype)) {
                continue;
            }
            for (PrincipalKey key : current) {
                // A list that names an enctype twice gets one entry of it.
                if (key.etype().equals(etype) && !keys.contains(key)) {
                    keys.add(key);
                }
            }
        }
        return new ClientKeys(keys);
    }

    /** The key that seals the reply: the first. */
    public Optional<PrincipalKey> replyKey() {
        return keys.stream().findFirst();
    }

    public Optional<PrincipalKey> ofType(EncType etype) {
        return keys.stream().filter(key -> key.etype().equals(etype)).findFirst();
    }

    /** PA-ETYPE-INFO2 of all of them, for a client that has yet to choose. */
    public PaData hints() {
        return hint(keys);
    }

    /** PA-ETYPE-INFO2 of one key: what goes with a reply that it seals (RFC 4120 §5.2.7.5). */
    public static PaData hint(List<PrincipalKey> keys) {
        List<EtypeInfo2Entry> entries = keys.stream()
                .map(key -> new EtypeInfo2Entry(key.etype(), key.salt(), key.parameters()))
                .toList();
        return new PaData(PaType.ETYPE_INFO2, Octets.wrap(KerberosCodec.encodeEtypeInfo2(entries)));
    }
}
