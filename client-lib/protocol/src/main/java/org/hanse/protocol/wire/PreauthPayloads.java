package org.hanse.protocol.wire;

import java.util.Optional;
import org.hanse.protocol.name.EncType;

/** What PA-DATA values hold, RFC 4120 §5.2.7: from sequences to records and back. */
final class PreauthPayloads {
    private PreauthPayloads() {}

    static EtypeInfo2Entry etypeInfo2(Sequence in) {
        return new EtypeInfo2Entry(
                new EncType(in.int32(0)),
                in.has(1) ? Optional.of(in.text(1)) : Optional.empty(),
                in.has(2) ? Optional.of(in.octets(2)) : Optional.empty());
    }

    static void write(DerBuffer out, EtypeInfo2Entry entry) {
        out.putInt(0, entry.etype().value());
        entry.salt().ifPresent(salt -> out.putText(1, salt));
        entry.parameters().ifPresent(parameters -> out.putOctets(2, parameters));
    }

    static KerberosTime timestamp(Sequence in) {
        return new KerberosTime(in.time(0), in.has(1) ? in.int32(1) : 0);
    }

    static void write(DerBuffer out, KerberosTime time) {
        out.putTime(0, time.seconds()).putInt(1, time.micros());
    }
}
