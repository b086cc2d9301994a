package org.hanse.client.kdc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/**
 * What must hold of every reply before its ticket is used, RFC 4120 §3.1.5 and §3.3.4. Each exchange adds its own rules about names.
 */
public final class ReplyRules {
    private ReplyRules() {}

    /**
     * @param request what was asked
     * @param before the flags of the ticket that this one was got with; none in a login
     * @param latestStart what is not postdated must have started by then
     * @throws KdcFailure of kind REPLY_NOT_TRUSTED, naming the rule that is broken
     */
    public static void mustHold(
            KdcRequestBody request, TicketFlags before, Instant latestStart, KdcReply reply, EncKdcReplyPart part)
            throws KdcFailure {
        // Only the sealed part is the KDC's word; the rest must agree with it.
        require(part.nonce().equals(request.nonce()), "it answers another request");
        require(
                part.service().equals(reply.ticket().service())
                        && part.serviceRealm().equals(reply.ticket().realm()),
                "its ticket is for another service than it says");
        require(request.etypes().contains(part.key().etype()), "its session key is of a type that was not asked for");
        require(isUsable(part), "its session key is malformed");
        times(request, latestStart, part);
        flags(request, before, part);
        addresses(request.addresses(), part.addresses());
    }

    public static void require(boolean rule, String fault) throws KdcFailure {
        if (!rule) {
            throw broken(fault);
        }
    }

    /** What to throw where a rule is broken. */
    public static KdcFailure broken(String fault) {
        return new KdcFailure(
                Kind.REPLY_NOT_TRUSTED,
                "the KDC's reply is refused: " + fault
                        + "; somebody may be tampering with the network, or the KDC is broken");
    }

    /** The message type, which says what the rest means. */
    public static void requireType(MessageType type, KdcReply reply) throws KdcFailure {
        require(reply.type() == type, "it is of another type than the request");
    }

    private static boolean isUsable(EncKdcReplyPart part) {
        try {
            ProtocolKey.of(part.key());
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void times(KdcRequestBody request, Instant latestStart, EncKdcReplyPart part) throws KdcFailure {
        Instant start = part.startTime().orElse(part.authTime());
        require(start.isBefore(part.endTime()), "its ticket ends before it starts");
        require(!isSet(request.till()) || !part.endTime().isAfter(request.till()), "its ticket ends later than asked");
        boolean postdated = request.options().has(KdcOption.POSTDATED);
        require(postdated || !start.isAfter(latestStart), "its ticket starts later, which was not asked for");
        require(
                !postdated
                        || request.from().isEmpty()
                        || start.equals(request.from().get()),
                "its ticket starts at another time than asked");
        if (request.options().has(KdcOption.RENEWABLE)
                && request.renewTill().isPresent()
                && isSet(request.renewTill().get())) {
            require(
                    part.renewTill().isEmpty()
                            || !part.renewTill()
                                    .get()
                                    .isAfter(request.renewTill().get()),
                    "its ticket is renewable for longer than asked");
        } else if (request.options().has(KdcOption.RENEWABLE_OK) && part.flags().has(TicketFlag.RENEWABLE)) {
            require(
                    part.renewTill().isEmpty()
                            || !isSet(request.till())
                            || !part.renewTill().get().isAfter(request.till()),
                    "its ticket is renewable for longer than asked");
        }
    }

    private static void flags(KdcRequestBody request, TicketFlags before, EncKdcReplyPart part) throws KdcFailure {
        for (FlagToAskFor one : FlagToAskFor.values()) {
            require(
                    !part.flags().has(one.flag()) || one.isAskedBy(request.options()) || before.has(one.flag()),
                    "its ticket is " + one.flag() + ", which was not asked for");
        }
        require(
                !part.flags().has(TicketFlag.INVALID) || request.options().has(KdcOption.POSTDATED),
                "its ticket is not valid yet, which was not asked for");
        require(
                part.flags().has(TicketFlag.RENEWABLE) == part.renewTill().isPresent(),
                "its ticket has a renewal time without being renewable, or the other way round");
    }

    /** A KDC may leave addresses out, which is wider than asked; it may not tie the ticket to addresses of somebody else. */
    private static void addresses(List<HostAddress> asked, List<HostAddress> given) throws KdcFailure {
        require(asked.isEmpty() || asked.containsAll(given), "its ticket is tied to other addresses than asked");
    }

    private static boolean isSet(Instant time) {
        return time.getEpochSecond() != 0;
    }

    /** A reply that has been judged, as caches keep it. */
    public static Credential toCredential(Principal client, KdcReply reply, EncKdcReplyPart part) {
        return new Credential(
                client,
                new Principal(part.service(), part.serviceRealm()),
                part.key(),
                part.authTime(),
                part.startTime().or(() -> Optional.of(part.authTime())),
                part.endTime(),
                part.renewTill(),
                false,
                part.flags(),
                part.addresses(),
                org.hanse.protocol.wire.AuthorizationData.NONE,
                reply.ticket().encoded(),
                Octets.EMPTY);
    }
}
