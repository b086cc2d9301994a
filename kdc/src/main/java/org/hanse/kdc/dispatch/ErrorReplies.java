package org.hanse.kdc.dispatch;

import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;

/** Refusals as KRB-ERROR, RFC 4120 §5.9.1. The text is the code's own sentence and the id under which the log knows more. */
final class ErrorReplies {
    private final RealmName realm;

    ErrorReplies(RealmName realm) {
        this.realm = realm;
    }

    byte[] of(
            Reason reason,
            String id,
            Optional<Principal> client,
            Optional<KdcRequest> request,
            Optional<Octets> data,
            Instant now) {
        PrincipalName service = request.flatMap(asked -> asked.body().service()).orElse(PrincipalName.krbtgt(realm));
        return KerberosCodec.encode(new KrbError(
                Optional.empty(),
                KerberosTime.of(now),
                reason.code().number(),
                client.map(Principal::realm),
                client.map(Principal::name),
                realm,
                service,
                Optional.of(reason.code().explanation() + " id=" + id),
                data));
    }
}
