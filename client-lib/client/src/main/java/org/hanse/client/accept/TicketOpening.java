package org.hanse.client.accept;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.client.accept.ServiceKeys.Held;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Ticket;

/**
 * Finds the key that opens a ticket. The key decides whose ticket it is, not the name in the ticket's clear part, which anybody can
 * change; that name must be one of the service's all the same, or the client meant somebody else. Thread-safe.
 */
final class TicketOpening {
    /** An opened ticket, and the principal whose key opened it. */
    record Opened(OpenedTicket ticket, Principal service) {}

    private final ServiceKeys keys;
    private final ServiceName service;
    private final Set<ServiceName> aliases;
    private final boolean refusesExposedKeytab;

    TicketOpening(ServiceKeys keys, ServiceName service, Set<ServiceName> aliases, boolean refusesExposedKeytab) {
        this.keys = keys;
        this.service = service;
        this.aliases = Set.copyOf(aliases);
        this.refusesExposedKeytab = refusesExposedKeytab;
    }

    Opened open(Ticket ticket) throws Refusal {
        List<Held> held = held();
        if (!isForUs(ticket)) {
            throw wrongService(ticket);
        }
        if (!ticket.sealed().etype().isSupported()) {
            throw Refusal.because(
                    RefusalReason.ENCTYPE_UNSUPPORTED,
                    "the ticket is sealed with a key of " + ticket.sealed().etype() + ", which is not served");
        }
        List<Held> candidates =
                held.stream().filter(one -> isNamedBy(ticket, one)).toList();
        if (candidates.isEmpty()) {
            throw unknownVersion(ticket, held);
        }
        for (Held one : candidates) {
            try {
                return new Opened(OpenedTicket.open(ticket, List.of(one.key())), one.principal());
            } catch (ApFault fault) {
                if (fault.kind() != ApFault.Kind.TICKET_NOT_OPENED) {
                    throw Refusal.because(fault);
                }
            }
        }
        throw Refusal.because(RefusalReason.WRONG_KEY);
    }

    private List<Held> held() throws Refusal {
        List<Held> held;
        try {
            Optional<String> exposure = refusesExposedKeytab ? keys.exposure() : Optional.empty();
            if (exposure.isPresent()) {
                throw Refusal.because(RefusalReason.KEYTAB_EXPOSED, "the keytab " + exposure.get());
            }
            held = keys.current();
        } catch (IOException e) {
            throw Refusal.because(RefusalReason.KEYTAB_UNREADABLE, String.valueOf(e.getMessage()));
        }
        if (held.isEmpty()) {
            throw Refusal.because(RefusalReason.NO_KEY, "the keytab holds no key of " + service);
        }
        return held;
    }

    /** A kvno of 0 says nothing (Active Directory sends it), nor does an absent one: then any version may fit. */
    private static boolean isNamedBy(Ticket ticket, Held one) {
        Optional<Kvno> named = ticket.sealed().kvno().filter(kvno -> kvno.value() != 0);
        return one.key().etype().equals(ticket.sealed().etype())
                && (named.isEmpty() || named.get().equals(one.kvno()));
    }

    private boolean isForUs(Ticket ticket) {
        Principal named = new Principal(ticket.service(), ticket.realm());
        return service.matches(named) || aliases.stream().anyMatch(alias -> alias.matches(named));
    }

    private static Refusal wrongService(Ticket ticket) {
        return Refusal.because(
                RefusalReason.WRONG_SERVICE, "the ticket is for " + new Principal(ticket.service(), ticket.realm()));
    }

    private static Refusal unknownVersion(Ticket ticket, List<Held> held) {
        String asked = ticket.sealed().kvno().map(kvno -> "kvno " + kvno + ", ").orElse("")
                + ticket.sealed().etype();
        List<String> there = held.stream()
                .map(one -> "kvno " + one.kvno() + ", " + one.key().etype())
                .distinct()
                .toList();
        return Refusal.because(
                RefusalReason.KEY_VERSION_UNKNOWN,
                "the ticket is sealed with " + asked + "; the keytab holds " + String.join(" and ", there));
    }
}
