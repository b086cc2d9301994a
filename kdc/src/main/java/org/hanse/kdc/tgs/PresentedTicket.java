package org.hanse.kdc.tgs;

import java.util.Optional;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.Trust;

/**
 * A ticket that came with proof of its session key, for this very message and not seen before. Whether it is in force, and good
 * for what is asked, is not judged yet: with FAST, what is asked is known only when its session key has opened the armor.
 *
 * @param apRequest the AP-REQ as received
 * @param issuer the trust under which the ticket came in; empty if we issued it
 * @param tgt whether it is a ticket-granting ticket for this realm
 */
record PresentedTicket(
        Octets apRequest,
        OpenedTicket opened,
        Authenticator authenticator,
        Optional<ProtocolKey> subkey,
        Optional<Trust> issuer,
        boolean tgt) {}
