package org.hanse.admin.command;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.LocalTime;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.jspecify.annotations.Nullable;

/** A credential cache as klist shows it: for people in MIT's layout, for programs as the contract's JSON. */
record CacheListing(boolean etypes, boolean flags, boolean addresses, Instant now) {
    void print(PrintStream out, CacheName name, CredentialCache cache) {
        out.println("Ticket cache: " + name);
        out.println("Default principal: " + printable(cache.principal().toString()));
        out.println();
        out.printf("%-19s  %-19s  %s%n", "Valid starting", "Expires", "Service principal");
        for (Credential ticket : cache.tickets()) {
            out.printf(
                    "%s  %s  %s%n",
                    LocalTime.text(ticket.start()),
                    ticket.endTime().isAfter(now) ? LocalTime.text(ticket.endTime()) : ">>> Expired <<<    ",
                    printable(ticket.server().toString()));
            if (!ticket.client().equals(cache.principal())) {
                out.println("\tfor client " + printable(ticket.client().toString()));
            }
            List<String> more = new ArrayList<>();
            ticket.renewTill().ifPresent(until -> more.add("renew until " + LocalTime.text(until)));
            if (flags && !letters(ticket.flags()).isEmpty()) {
                more.add("Flags: " + letters(ticket.flags()));
            }
            if (!more.isEmpty()) {
                out.println("\t" + String.join(", ", more));
            }
            if (etypes) {
                out.println("\tEtype (skey, tkt): " + ticket.key().etype() + ", "
                        + decoded(ticket)
                                .map(t -> t.sealed().etype().toString())
                                .orElse("unknown"));
            }
            if (addresses) {
                out.println("\tAddresses: " + addressText(ticket.addresses()));
            }
        }
        out.flush();
    }

    static Map<String, Object> asMap(CacheName name, CredentialCache cache) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cache", name.toString());
        map.put("principal", cache.principal().toString());
        map.put(
                "tickets",
                cache.tickets().stream().map(CacheListing::ticketAsMap).toList());
        return map;
    }

    private static Map<String, @Nullable Object> ticketAsMap(Credential ticket) {
        Optional<Ticket> decoded = decoded(ticket);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("client", ticket.client().toString());
        map.put("server", ticket.server().toString());
        map.put("start", ticket.start());
        map.put("end", ticket.endTime());
        map.put("renewUntil", ticket.renewTill().orElse(null));
        map.put("flags", letters(ticket.flags()));
        map.put("ticketEnctype", decoded.map(t -> t.sealed().etype().toString()).orElse(null));
        map.put("sessionEnctype", ticket.key().etype().toString());
        map.put(
                "kvno",
                decoded.flatMap(t -> t.sealed().kvno())
                        .map(kvno -> kvno.value())
                        .orElse(null));
        return map;
    }

    static Optional<Ticket> decoded(Credential credential) {
        try {
            return Optional.of(KerberosCodec.decodeTicket(credential.ticket().toByteArray()));
        } catch (DecodeFault damaged) {
            return Optional.empty();
        }
    }

    /** One letter for a flag, as klist -f has always shown them. */
    static String letters(TicketFlags flags) {
        StringBuilder letters = new StringBuilder();
        for (TicketFlag flag : flags.toList()) {
            switch (flag) {
                case FORWARDABLE -> letters.append('F');
                case FORWARDED -> letters.append('f');
                case PROXIABLE -> letters.append('P');
                case PROXY -> letters.append('p');
                case MAY_POSTDATE -> letters.append('D');
                case POSTDATED -> letters.append('d');
                case INVALID -> letters.append('i');
                case RENEWABLE -> letters.append('R');
                case INITIAL -> letters.append('I');
                case PRE_AUTHENT -> letters.append('A');
                case HW_AUTHENT -> letters.append('H');
                case TRANSITED_POLICY_CHECKED -> letters.append('T');
                case OK_AS_DELEGATE -> letters.append('O');
                case ANONYMOUS -> letters.append('a');
                case ENC_PA_REP -> {}
            }
        }
        return letters.toString();
    }

    private static String addressText(List<HostAddress> addresses) {
        return addresses.isEmpty()
                ? "(none)"
                : String.join(", ", addresses.stream().map(CacheListing::text).toList());
    }

    private static String text(HostAddress address) {
        try {
            return InetAddress.getByAddress(address.address().toByteArray()).getHostAddress();
        } catch (UnknownHostException otherKind) {
            return "type " + address.type();
        }
    }

    /** A name may hold anything; a terminal must not be told what to do by it. */
    private static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
