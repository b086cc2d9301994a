package org.hanse.client.login;

import org.hanse.client.kdc.KdcFailure;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.RealmName;

/** Where the tickets come from that armor logins, RFC 6113 §5.4.1.1: somebody else's than the one who logs in, a machine's mostly. */
@FunctionalInterface
public interface ArmorSource {
    /**
     * A ticket for the ticket-granting service of {@code realm}. Asked once for each realm that a login leads to.
     *
     * @throws KdcFailure if there is none; then there is no login either
     */
    Credential ticketFor(RealmName realm) throws KdcFailure;
}
