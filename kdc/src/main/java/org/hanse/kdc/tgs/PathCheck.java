package org.hanse.kdc.tgs;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.realmtrust.transited.Transited;
import org.hanse.realmtrust.transited.TransitedFault;
import org.hanse.realmtrust.trust.InboundPolicy;
import org.hanse.realmtrust.trust.Trust;

/**
 * Which realms a ticket has passed and whether that was right, RFC 4120 §3.3.3.2 and §2.7. A realm vouches for its own users; for
 * others only as far as the trust's policy says.
 *
 * @param transited with the realm that issued the header ticket added, unless it is the client's own
 * @param passed the client's realm and every other one on the way here; nothing for a client of ours
 * @param checked what the TRANSITED-POLICY-CHECKED flag says
 * @param notes what a log-only policy let through
 */
record PathCheck(TransitedEncoding transited, Set<RealmName> passed, boolean checked, List<String> notes) {
    PathCheck {
        passed = Set.copyOf(passed);
        notes = List.copyOf(notes);
    }

    static PathCheck of(Realm realm, HeaderTicket header, KdcOptions options) throws Refusal {
        Principal client = header.client();
        boolean isTest =
                header.issuer().filter(trust -> TrustTest.isFrom(trust, client)).isPresent();
        if (header.part().flags().has(TicketFlag.ANONYMOUS)
                || (client.name().isWellKnown() && !isTest)
                || client.realm().isWellKnown()) {
            // RFC 8062: nobody is anonymous here, whoever issued this, and a reserved name is nobody's.
            throw new Refusal(Reason.ANONYMITY_NOT_SERVED);
        }
        boolean disabled = options.has(KdcOption.DISABLE_TRANSITED_CHECK);
        try {
            return header.issuer().isPresent()
                    ? arriving(realm, header.issuer().get(), header, disabled)
                    : staying(realm, header, disabled);
        } catch (TransitedFault malformed) {
            throw new Refusal(Reason.TRANSITED_MALFORMED, malformed.getMessage());
        }
    }

    private static PathCheck arriving(Realm realm, Trust trust, HeaderTicket header, boolean disabled)
            throws Refusal, TransitedFault {
        Principal client = header.client();
        if (client.realm().equals(realm.name())) {
            throw new Refusal(Reason.OWN_NAME_FROM_OUTSIDE);
        }
        if (disabled) {
            // This realm rejects paths that nobody checked, so leaving them unchecked is not ours to grant.
            throw new Refusal(Reason.PATH_NOT_CHECKED);
        }
        TransitedEncoding old = header.part().transited();
        boolean emptyFromWindows = old.type() == 0
                && old.contents().length() == 0
                && client.realm().equals(trust.peer());
        if (old.type() != TransitedEncoding.DOMAIN_X500_COMPRESS && !emptyFromWindows) {
            throw new Refusal(Reason.TRANSITED_TYPE_UNKNOWN);
        }
        List<RealmName> passed = Transited.decode(old, client.realm(), trust.peer());
        InboundPolicy.Verdict verdict =
                InboundPolicy.judge(realm.name(), trust, client, passed, configured(realm, client));
        if (verdict.refused().isPresent()) {
            throw new Refusal(reason(verdict.refused().get()), verdict.detail());
        }
        List<String> notes = verdict.letThrough().stream()
                .map(let -> "log-only: " + let + " " + verdict.detail())
                .toList();
        // Written anew even if nothing is added: a null subfield would mean other realms in a ticket of ours.
        TransitedEncoding extended = Transited.extend(old, trust.peer(), client.realm(), realm.name());
        Set<RealmName> all = new HashSet<>(passed);
        all.add(client.realm());
        all.add(trust.peer());
        return new PathCheck(extended, all, true, notes);
    }

    /**
     * We issued the ticket: its path was checked when its client came in, and is carried on. What has changed in the trusts since
     * counts for those who came by them.
     */
    private static PathCheck staying(Realm realm, HeaderTicket header, boolean disabled)
            throws Refusal, TransitedFault {
        Principal client = header.client();
        TransitedEncoding old = header.part().transited();
        if (client.realm().equals(realm.name())) {
            return new PathCheck(old, Set.of(), !disabled, List.of());
        }
        List<RealmName> passed = Transited.decode(old, client.realm(), realm.name());
        if (!mayStay(realm, client, passed)) {
            throw new Refusal(Reason.TRUST_NOT_INBOUND);
        }
        Set<RealmName> all = new HashSet<>(passed);
        all.add(client.realm());
        return new PathCheck(old, all, !disabled, List.of());
    }

    /**
     * Whether the client could still come in today: by its own realm if its ticket has passed none, else by one that it has
     * passed (the last, unless that realm was in the field already).
     */
    private static boolean mayStay(Realm realm, Principal client, List<RealmName> passed) {
        for (RealmName peer : passed.isEmpty() ? List.of(client.realm()) : passed) {
            Optional<Trust> trust = realm.trusts().find(peer);
            List<RealmName> before =
                    passed.stream().filter(one -> !one.equals(peer)).toList();
            if (trust.isPresent()
                    && InboundPolicy.judge(realm.name(), trust.get(), client, before, configured(realm, client))
                            .refused()
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<List<RealmName>> configured(Realm realm, Principal client) {
        return realm.paths().between(client.realm(), realm.name());
    }

    private static Reason reason(InboundPolicy.Refused refused) {
        return switch (refused) {
            case TRUST_NOT_INBOUND -> Reason.TRUST_NOT_INBOUND;
            case LOCAL_NAME_FROM_OUTSIDE -> Reason.OWN_NAME_FROM_OUTSIDE;
            case CLIENT_REALM_NOT_ACCEPTED -> Reason.CLIENT_REALM_NOT_ACCEPTED;
            case CLIENT_NOT_ADMITTED -> Reason.CLIENT_NOT_ADMITTED;
            case PATH_NOT_ACCEPTED -> Reason.PATH_NOT_ACCEPTED;
        };
    }
}
