package org.hanse.protocol.wire;

import java.util.Optional;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * KRB-ERROR, RFC 4120 §5.9.1.
 *
 * @param clientTime ctime and cusec, when the request carried them
 * @param serverTime when the error was made
 * @param code one of {@link WireCode}'s numbers or any other
 * @param data METHOD-DATA for 25 and 24, else as the code says
 */
public record KrbError(
        Optional<KerberosTime> clientTime,
        KerberosTime serverTime,
        int code,
        Optional<RealmName> clientRealm,
        Optional<PrincipalName> clientName,
        RealmName realm,
        PrincipalName service,
        Optional<String> text,
        Optional<Octets> data) {

    /** The same error with this e-data. */
    public KrbError withData(Octets other) {
        return new KrbError(
                clientTime, serverTime, code, clientRealm, clientName, realm, service, text, Optional.of(other));
    }

    /** The same error for a client of this name. */
    public KrbError withClient(Principal other) {
        return new KrbError(
                clientTime,
                serverTime,
                code,
                Optional.of(other.realm()),
                Optional.of(other.name()),
                realm,
                service,
                text,
                data);
    }
}
