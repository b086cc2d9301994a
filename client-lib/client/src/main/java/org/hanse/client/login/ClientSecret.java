package org.hanse.client.login;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/** What proves who the client is. */
public sealed interface ClientSecret {
    /** @param octets the password's UTF-8 octets */
    record Password(SecretBytes octets) implements ClientSecret {
        @Override
        public Optional<ProtocolKey> key(
                Principal client, EncType etype, Optional<Kvno> kvno, String salt, Optional<Octets> parameters) {
            return Optional.of(StringToKey.derive(etype, octets, salt, parameters));
        }

        @Override
        public List<EncType> preferred(Principal client, List<EncType> etypes) {
            return etypes;
        }
    }

    /** Keys that were exported to a file. */
    record FromKeytab(Keytab keytab) implements ClientSecret {
        @Override
        public Optional<ProtocolKey> key(
                Principal client, EncType etype, Optional<Kvno> kvno, String salt, Optional<Octets> parameters) {
            List<KeytabEntry> candidates = keytab.entriesOf(client).stream()
                    .filter(entry -> entry.key().etype().equals(etype))
                    .toList();
            return kvno.flatMap(wanted -> candidates.stream()
                            .filter(entry -> entry.kvno().equals(wanted))
                            .findFirst())
                    .or(() -> candidates.stream().max(Comparator.comparing(KeytabEntry::kvno)))
                    .map(entry -> ProtocolKey.of(entry.key()));
        }

        /** The types that the keytab has keys of come first, since the KDC takes the first that it can. */
        @Override
        public List<EncType> preferred(Principal client, List<EncType> etypes) {
            List<EncType> held = keytab.entriesOf(client).stream()
                    .map(entry -> entry.key().etype())
                    .toList();
            return etypes.stream()
                    .sorted(Comparator.comparing(etype -> !held.contains(etype)))
                    .toList();
        }
    }

    /**
     * The client's key of a type, if the secret gives one.
     *
     * @param kvno the version, where the KDC named it
     * @param salt the client's, as the KDC named it or by default
     * @throws IllegalArgumentException for parameters out of bounds
     */
    Optional<ProtocolKey> key(
            Principal client, EncType etype, Optional<Kvno> kvno, String salt, Optional<Octets> parameters);

    /** {@code etypes} in the order that suits this secret. */
    List<EncType> preferred(Principal client, List<EncType> etypes);
}
