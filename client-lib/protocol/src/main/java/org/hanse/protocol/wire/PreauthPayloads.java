package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;

/** What PA-DATA values hold, RFC 4120 §5.2.7: from Kerby's sequences to records and back. */
final class PreauthPayloads {
    private PreauthPayloads() {}

    static List<EtypeInfo2Entry> etypeInfo2(KerbyTypes.EtypeInfo2 list) {
        List<EtypeInfo2Entry> entries = new ArrayList<>();
        for (Seq one : list.getElements()) {
            entries.add(new EtypeInfo2Entry(
                    new EncType(one.int32(0)),
                    one.has(1) ? Optional.of(one.text(1)) : Optional.empty(),
                    one.has(2) ? Optional.of(Octets.wrap(one.octets(2))) : Optional.empty()));
        }
        return List.copyOf(entries);
    }

    static KerbyTypes.EtypeInfo2 list(List<EtypeInfo2Entry> entries) {
        KerbyTypes.EtypeInfo2 list = new KerbyTypes.EtypeInfo2();
        for (EtypeInfo2Entry one : entries) {
            KerbyTypes.EtypeInfo2Entry seq = new KerbyTypes.EtypeInfo2Entry();
            seq.putInt(0, one.etype().value());
            one.salt().ifPresent(salt -> seq.putText(1, salt));
            one.parameters().ifPresent(parameters -> seq.putOctets(2, parameters.toByteArray()));
            list.add(seq);
        }
        return list;
    }

    static KerberosTime timestamp(Seq in) {
        return new KerberosTime(in.time(0), in.has(1) ? in.int32(1) : 0);
    }

    static Seq seq(KerberosTime time) {
        Seq seq = new Seq(Grammar.PA_ENC_TS_ENC);
        Parts.putTime(seq, 0, 1, time);
        return seq;
    }
}
