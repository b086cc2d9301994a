package org.hanse.protocol.wire;

import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * KrbFastFinished, RFC 6113 §5.4.3: ends a conversation and binds its ticket to it.
 *
 * @param time of the KDC; a client may trust it
 * @param clientName who was authenticated, also where the reply itself hides it
 * @param ticketChecksum over the ticket's octets, under the armor key
 */
public record FastFinished(
        KerberosTime time, RealmName clientRealm, PrincipalName clientName, Checksum ticketChecksum) {}
