package org.hanse.kdc.transport;

import java.time.Clock;
import java.util.Optional;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.WireCode;

/** KRB-ERRORs about a TCP stream itself, where no message came out of it for the handler to answer. */
final class StreamErrors {
    private final RealmName realm;
    private final Clock clock;

    StreamErrors(RealmName realm, Clock clock) {
        this.realm = realm;
        this.clock = clock;
    }

    /** RFC 4120 §7.2.2: KRB_ERR_FIELD_TOOLONG for a length that we do not take; KRB_ERR_GENERIC for none. */
    byte[] about(RequestFrames.BadLength fault) {
        WireCode code = fault.isZero() ? WireCode.KRB_ERR_GENERIC : WireCode.KRB_ERR_FIELD_TOOLONG;
        return KerberosCodec.encode(new KrbError(
                Optional.empty(),
                KerberosTime.of(clock.instant()),
                code.number(),
                Optional.empty(),
                Optional.empty(),
                realm,
                PrincipalName.krbtgt(realm),
                Optional.of(code.explanation()),
                Optional.empty()));
    }
}
