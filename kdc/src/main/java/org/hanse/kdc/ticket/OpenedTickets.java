package org.hanse.kdc.ticket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;

/**
 * Ticket-granting tickets that have been opened, by their sealed octets. A client shows the same one with every request; kept, it
 * costs neither decryption nor decoding, and its session key keeps what was derived from it, which is the larger part: three key
 * schedules of a plain TGS-REQ, nine of one in FAST. Thread-safe.
 *
 * <p>Only the opening is remembered. It counts as long as the key that opened the ticket is among those that may, so a key that is
 * revoked or a trust that is suspended shuts it out at once; and whatever is judged about the ticket is judged every time.
 */
public final class OpenedTickets {
    /** Octets of heap for some ten thousand tickets; large authorization data make it fewer. */
    private static final long CAPACITY = 48L << 20;

    /** What an entry takes besides the octets of its ticket, which are there sealed, encoded and read. */
    private static final int OVERHEAD = 4096;

    /** So that session keys do not lie about for long after their users have gone. */
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(15);

    /** Enough of the sealed octets to find an entry by: what they end in is a MAC. Whether it is the same ticket, all of them say. */
    private static final int TAG_LENGTH = 16;

    private final Cache<Octets, OpenedTicket> opened;
    private final CacheCounts counts = new CacheCounts();

    public OpenedTickets() {
        this(CAPACITY);
    }

    /** @param capacity octets of heap, about */
    OpenedTickets(long capacity) {
        this.opened = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((Octets tag, OpenedTicket ticket) ->
                        OVERHEAD + 4 * sealed(ticket).length())
                .expireAfterAccess(KEPT_UNUSED)
                .executor(Runnable::run)
                .build();
    }

    /**
     * As {@link OpenedTicket#open}.
     *
     * @param candidates keys that may open it now
     * @throws ApFault TICKET_NOT_OPENED, TICKET_MALFORMED, SESSION_KEY_UNSUPPORTED; never remembered
     */
    public OpenedTicket open(Ticket ticket, List<ProtocolKey> candidates) throws ApFault {
        Octets tag = ticket.sealed().cipher().last(TAG_LENGTH);
        OpenedTicket kept = opened.getIfPresent(tag);
        if (kept != null
                && sealed(kept).equals(ticket.sealed().cipher())
                && kept.openedBy().etype().equals(ticket.sealed().etype())
                && candidates.contains(kept.openedBy())) {
            counts.hit();
            return kept.presentedAs(ticket);
        }
        counts.miss();
        OpenedTicket fresh = OpenedTicket.open(ticket, candidates);
        opened.put(tag, fresh.presentedAs(ticket.detached()));
        return fresh;
    }

    public CacheCounts.Figures figures() {
        return counts.figures("tickets", opened.estimatedSize());
    }

    private static Octets sealed(OpenedTicket ticket) {
        return ticket.ticket().sealed().cipher();
    }
}
