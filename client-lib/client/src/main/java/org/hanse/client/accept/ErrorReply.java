package org.hanse.client.accept;

import java.time.Clock;
import java.util.Optional;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;

/** A refusal as a krb5 error token, RFC 4121 §4.1: says the code and our time, by which a client can set its clock right. */
final class ErrorReply {
    private ErrorReply() {}

    static Optional<Octets> to(Refusal refusal, Principal service, Clock clock) {
        return refusal.reason.code().map(code -> {
            KrbError error = new KrbError(
                    Optional.empty(),
                    KerberosTime.of(clock.instant()),
                    code.number(),
                    Optional.empty(),
                    Optional.empty(),
                    service.realm(),
                    service.name(),
                    Optional.empty(),
                    Optional.empty());
            return Octets.wrap(new Krb5Token(Krb5Token.KRB_ERROR, Octets.wrap(KerberosCodec.encode(error))).encode());
        });
    }
}
