package org.hanse.kdc.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * The times of a ticket, RFC 4120 §3.1.3 and §3.3.3. Whole seconds.
 *
 * @param renewTill present exactly if the ticket is renewable
 */
public record TicketTimes(Instant auth, Instant start, Instant end, Optional<Instant> renewTill) {

    /** The last time that a KerberosTime can write (RFC 4120 §5.2.3: four digits of a year). */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * For an initial ticket: authenticated now.
     *
     * @param renewable whether both parties may have renewable tickets
     * @throws Refusal POSTDATE_NOT_ALLOWED, NEVER_VALID
     */
    public static TicketTimes initial(KdcRequestBody body, Instant now, Duration skew, Limits limits, boolean renewable)
            throws Refusal {
        Instant auth = now.truncatedTo(ChronoUnit.SECONDS);
        Instant start = startOf(body, auth, skew);
        Instant wanted = wantedEnd(body);
        Instant end = earlier(earlier(wanted, start.plus(limits.life())), LAST);
        Optional<Instant> renewTill =
                renewable ? renewTill(body, start, end, start.plus(limits.renew())) : Optional.empty();
        return valid(new TicketTimes(auth, start, end, renewTill));
    }

    /**
     * For a ticket got by another: never past the other's end, nor the end of the key that seals it; authenticated when the other
     * was.
     *
     * @param renewable whether the other and the service may have renewable tickets
     * @throws Refusal POSTDATE_NOT_ALLOWED, NEVER_VALID
     */
    public static TicketTimes derived(
            KdcRequestBody body,
            EncTicketPart tgt,
            TargetService service,
            Instant now,
            Duration skew,
            Limits limits,
            boolean renewable)
            throws Refusal {
        Instant start = startOf(body, now.truncatedTo(ChronoUnit.SECONDS), skew);
        Instant wanted = wantedEnd(body);
        Instant last = earlier(tgt.endTime(), service.keyEnds().orElse(Instant.MAX));
        Instant end = earlier(earlier(wanted, last), start.plus(limits.life()));
        Optional<Instant> renewTill = Optional.empty();
        if (renewable && tgt.renewTill().isPresent()) {
            Instant cap = earlier(tgt.renewTill().get(), start.plus(limits.renew()));
            renewTill = renewTill(body, start, end, cap);
        }
        return valid(new TicketTimes(tgt.authTime(), start, end, renewTill));
    }

    /**
     * For a renewed ticket: as long as the old one was, from now on, and never past renew-till (RFC 4120 §3.3.3).
     *
     * @throws Refusal TGT_NOT_RENEWABLE, RENEWAL_ENDED
     */
    public static TicketTimes renewed(EncTicketPart old, Instant now) throws Refusal {
        Instant start = now.truncatedTo(ChronoUnit.SECONDS);
        Instant last = old.renewTill().orElseThrow(() -> new Refusal(Reason.TGT_NOT_RENEWABLE));
        Duration life = Duration.between(old.start(), old.endTime());
        Instant end = earlier(last, start.plus(life));
        if (!end.isAfter(start)) {
            throw new Refusal(Reason.RENEWAL_ENDED);
        }
        return new TicketTimes(old.authTime(), start, end, old.renewTill());
    }

    /**
     * For a validated ticket: what it was postdated to.
     *
     * @throws Refusal TGT_NOT_RENEWABLE if it says that it is renewable and not until when; NEVER_VALID if it ends as it starts
     */
    public static TicketTimes kept(EncTicketPart old) throws Refusal {
        // Whoever holds a service's key can seal tickets to it that no KDC would make; they must not trip TicketRules.
        if (old.flags().has(TicketFlag.RENEWABLE) != old.renewTill().isPresent()) {
            throw new Refusal(Reason.TGT_NOT_RENEWABLE);
        }
        return valid(new TicketTimes(old.authTime(), old.start(), old.endTime(), old.renewTill()));
    }

    private static Instant startOf(KdcRequestBody body, Instant now, Duration skew) throws Refusal {
        Instant from = body.from().orElse(now);
        if (!from.isAfter(now.plus(skew))) {
            // Past, now, or so near that it may be the client's clock: RFC 4120 §3.1.3 starts it now, POSTDATED or not.
            return now;
        }
        if (!body.options().has(KdcOption.POSTDATED)) {
            throw new Refusal(Reason.POSTDATE_NOT_ALLOWED);
        }
        return from;
    }

    /** RFC 4120 §5.4.1: the epoch asks for the longest that policy allows. */
    private static Instant wantedEnd(KdcRequestBody body) {
        return body.till().equals(Instant.EPOCH) ? Instant.MAX : body.till();
    }

    private static Optional<Instant> renewTill(KdcRequestBody body, Instant start, Instant end, Instant cap) {
        Instant wanted;
        if (body.options().has(KdcOption.RENEWABLE)) {
            wanted =
                    body.renewTill().filter(till -> !till.equals(Instant.EPOCH)).orElse(Instant.MAX);
        } else if (body.options().has(KdcOption.RENEWABLE_OK) && body.till().isAfter(end)) {
            // RFC 4120 §2.9.1: what could not be given at once may be had by renewing. Who asks by the epoch for the
            // longest that policy allows has been given it.
            wanted = body.till();
        } else {
            return Optional.empty();
        }
        Instant till = earlier(earlier(wanted, cap), LAST);
        return till.isAfter(end) || (till.equals(end) && till.isAfter(start)) ? Optional.of(till) : Optional.empty();
    }

    private static TicketTimes valid(TicketTimes times) throws Refusal {
        if (!times.end.isAfter(times.start)) {
            throw new Refusal(Reason.NEVER_VALID);
        }
        return times;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
