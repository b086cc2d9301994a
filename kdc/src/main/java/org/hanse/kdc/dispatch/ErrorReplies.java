package org.hanse.kdc.dispatch;

import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.ticket.KdcOutcome;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;

/** Refusals as KRB-ERROR, RFC 4120 §5.9.1. The text is the code's own sentence and the id under which the log knows more. */
final class ErrorReplies {
    private final RealmName realm;

    ErrorReplies(RealmName realm) {
        this.realm = realm;
    }

    /** With what helps the client to try again, in the envelope that the request came in. */
    byte[] of(KdcOutcome.Refused refused, String id, Instant now) {
        PrincipalName service = refused.request().body().service().orElse(PrincipalName.krbtgt(realm));
        KrbError error = error(refused.reason(), id, refused.client(), service, now);
        return KerberosCodec.encode(refused.envelope().error(error, refused.methodData()));
    }

    /** In answer to what we cannot or will not look at. */
    byte[] plain(Reason reason, String id, Instant now) {
        return KerberosCodec.encode(error(reason, id, Optional.empty(), PrincipalName.krbtgt(realm), now));
    }

    private KrbError error(Reason reason, String id, Optional<Principal> client, PrincipalName service, Instant now) {
        return new KrbError(
                Optional.empty(),
                KerberosTime.of(now),
                reason.code().number(),
                client.map(Principal::realm),
                client.map(Principal::name),
                realm,
                service,
                Optional.of(reason.code().explanation() + " id=" + id),
                Optional.empty());
    }
}
