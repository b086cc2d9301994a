package org.hanse.client.tickets;

import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.ReplyRules;
import org.hanse.client.login.LoginResult;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Ticket;

/**
 * Whether the KDC that answered a login is the realm's. That a password opens an AS-REP proves this only to the one who typed it: who
 * stands before a login screen and knows a password can be the KDC too. A machine that lets people in must therefore have a ticket
 * made for itself and open it with a key that it shares with the realm (RFC 4120 §3.1.5). Thread-safe.
 */
public final class KdcProof {
    /** What is known of the KDC. */
    public enum Verdict {
        /** It made a ticket under the machine's key. */
        VERIFIED,
        /** The machine has no key to ask with: the login is worth what the network is worth. */
        NOT_VERIFIED
    }

    private final Tickets tickets;

    public KdcProof(Tickets tickets) {
        this.tickets = tickets;
    }

    /**
     * @param host the machine's principal, such as {@code host/desk.example@REALM}
     * @param hostKeys where its keys are, if anywhere
     * @throws KdcFailure of kind REPLY_NOT_TRUSTED if the KDC is an impostor; of other kinds if it gives no ticket for the machine
     */
    public Verdict of(LoginResult login, Principal host, Keytab hostKeys) throws KdcFailure {
        if (hostKeys.entriesOf(host).isEmpty()) {
            return Verdict.NOT_VERIFIED;
        }
        Credential credential =
                tickets.get(login.toCache(), host, TicketOptions.PLAIN.afresh()).ticket();
        OpenedTicket opened = opened(credential, hostKeys.entriesOf(host));
        // A ticket that was overheard opens too; its session key is not the one that the impostor made up.
        ReplyRules.require(
                opened.client().equals(login.client()) && opened.part().key().equals(credential.key()),
                "its ticket for " + host + " was made for somebody else");
        return Verdict.VERIFIED;
    }

    private static OpenedTicket opened(Credential credential, List<KeytabEntry> keys) throws KdcFailure {
        try {
            Ticket ticket = KerberosCodec.decodeTicket(credential.ticket().toByteArray());
            return OpenedTicket.open(
                    ticket,
                    keys.stream()
                            .filter(key -> isNamedBy(ticket.sealed(), key))
                            .map(key -> ProtocolKey.of(key.key()))
                            .toList());
        } catch (DecodeFault | ApFault notOurs) {
            throw ReplyRules.broken("its ticket for " + credential.server() + " does not open with this machine's key");
        }
    }

    private static boolean isNamedBy(EncryptedData sealed, KeytabEntry key) {
        Optional<Kvno> named = sealed.kvno().filter(kvno -> kvno.value() != 0);
        return key.key().etype().equals(sealed.etype())
                && key.key().etype().isSupported()
                && (named.isEmpty() || named.get().equals(key.kvno()));
    }
}
