package org.hanse.protocol.ap;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * A ticket whose seal one of our keys opened. Nothing of it is judged until its checks are called, each a sentence of RFC 4120
 * §3.2.3: times, address, authenticator. Immutable and thread-safe.
 */
public final class OpenedTicket {
    private final Ticket ticket;
    private final ProtocolKey openedBy;
    private final EncTicketPart part;
    private final ProtocolKey sessionKey;

    private OpenedTicket(Ticket ticket, ProtocolKey openedBy, EncTicketPart part, ProtocolKey sessionKey) {
        this.ticket = ticket;
        this.openedBy = openedBy;
        this.part = part;
        this.sessionKey = sessionKey;
    }

    /**
     * Opens a ticket with the first candidate that fits.
     *
     * @param candidates keys of the service that the ticket names, chosen by its kvno; those of another enctype are passed over
     * @throws ApFault TICKET_NOT_OPENED, TICKET_MALFORMED, SESSION_KEY_UNSUPPORTED
     */
    public static OpenedTicket open(Ticket ticket, List<ProtocolKey> candidates) throws ApFault {
        for (ProtocolKey key : candidates) {
            if (key.etype().equals(ticket.sealed().etype())) {
                try {
                    return read(ticket, key, key.open(KeyUsage.TICKET, ticket.sealed()));
                } catch (IntegrityFault notThisKey) {
                    // Several keys may share an enctype when the ticket names no kvno: the next may fit.
                }
            }
        }
        throw new ApFault(ApFault.Kind.TICKET_NOT_OPENED);
    }

    private static OpenedTicket read(Ticket ticket, ProtocolKey key, byte[] opened) throws ApFault {
        EncTicketPart part;
        try {
            part = KerberosCodec.decodeEncTicketPart(opened);
        } catch (DecodeFault fault) {
            throw new ApFault(ApFault.Kind.TICKET_MALFORMED);
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
        try {
            return new OpenedTicket(ticket, key, part, ProtocolKey.of(part.key()));
        } catch (IllegalArgumentException unsupported) {
            throw new ApFault(ApFault.Kind.SESSION_KEY_UNSUPPORTED);
        }
    }

    public Ticket ticket() {
        return ticket;
    }

    /** The candidate that fitted. */
    public ProtocolKey openedBy() {
        return openedBy;
    }

    /**
     * The same with what is in clear around the sealed part as it comes now: nobody vouches for that.
     *
     * @param presented with the same sealed octets
     */
    public OpenedTicket presentedAs(Ticket presented) {
        if (!presented.sealed().cipher().equals(ticket.sealed().cipher())) {
            throw new IllegalArgumentException("another ticket");
        }
        return new OpenedTicket(presented, openedBy, part, sessionKey);
    }

    public EncTicketPart part() {
        return part;
    }

    public ProtocolKey sessionKey() {
        return sessionKey;
    }

    public Principal client() {
        return new Principal(part.clientName(), part.clientRealm());
    }

    /**
     * Opens an authenticator and holds it against this ticket: same client name and realm, time within the skew.
     *
     * @param usage 7 in a TGS-REQ, 11 elsewhere
     * @throws ApFault AUTHENTICATOR_NOT_OPENED, AUTHENTICATOR_MALFORMED, CLIENT_MISMATCH, CLOCK_SKEW
     */
    public Authenticator authenticate(EncryptedData sealed, KeyUsage usage, Instant now, Duration skew) throws ApFault {
        byte[] opened;
        try {
            opened = sessionKey.open(usage, sealed);
        } catch (IntegrityFault wrongKey) {
            throw new ApFault(ApFault.Kind.AUTHENTICATOR_NOT_OPENED);
        }
        Authenticator authenticator;
        try {
            authenticator = KerberosCodec.decodeAuthenticator(opened);
        } catch (DecodeFault fault) {
            throw new ApFault(ApFault.Kind.AUTHENTICATOR_MALFORMED);
        }
        if (!authenticator.clientName().equals(part.clientName())
                || !authenticator.clientRealm().equals(part.clientRealm())) {
            throw new ApFault(ApFault.Kind.CLIENT_MISMATCH);
        }
        Duration off = Duration.between(authenticator.time().instant(), now).abs();
        if (off.compareTo(skew) > 0) {
            throw new ApFault(ApFault.Kind.CLOCK_SKEW);
        }
        return authenticator;
    }

    /**
     * Whether the ticket is in force: started (a peer's clock may be ahead by {@code early}), validated, not ended (a service
     * gives {@code late}; a KDC none, since what it would issue ends with this ticket).
     *
     * @throws ApFault TICKET_NOT_YET_VALID, TICKET_EXPIRED
     */
    public void checkTimes(Instant now, Duration early, Duration late) throws ApFault {
        if (part.flags().has(TicketFlag.INVALID) || part.start().isAfter(now.plus(early))) {
            throw new ApFault(ApFault.Kind.TICKET_NOT_YET_VALID);
        }
        if (now.isAfter(part.endTime().plus(late))) {
            throw new ApFault(ApFault.Kind.TICKET_EXPIRED);
        }
    }

    /**
     * A ticket that lists addresses is good from those only; one that lists none is good from anywhere.
     *
     * @throws ApFault ADDRESS_NOT_LISTED
     */
    public void checkAddress(InetAddress from) throws ApFault {
        // Windows lists its NetBIOS name and nothing else; no packet comes from such an address, and MIT reads it as no
        // list.
        if (part.addresses().stream().allMatch(address -> address.type() == HostAddress.NETBIOS)) {
            return;
        }
        byte[] octets = from.getAddress();
        int type = octets.length == 4 ? HostAddress.IPV4 : HostAddress.IPV6;
        for (HostAddress address : part.addresses()) {
            if (address.type() == type && Arrays.equals(address.address().toByteArray(), octets)) {
                return;
            }
        }
        throw new ApFault(ApFault.Kind.ADDRESS_NOT_LISTED);
    }
}
