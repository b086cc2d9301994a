package org.hanse.kdc.tgs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * @param checked what the TRANSITED-POLICY-CHECKED flag says
 * @param notes what a log-only policy let through
 */
record PathCheck(TransitedEncoding transited, boolean checked, List<String> notes) {
    PathCheck {
        notes = List.copyOf(notes);
    }

    static PathCheck of(Realm realm, HeaderTicket header, KdcOptions options) throws Refusal {
        boolean disabled = options.has(KdcOption.DISABLE_TRANSITED_CHECK);
        Optional<Trust> issuer = header.issuer();
        if (issuer.isEmpty()) {
            // We issued it: its path was checked when its client came in, and is carried on. What has changed in the
            // trusts
            // since counts for those who came by them.
            if (!mayStay(realm, header)) {
                throw new Refusal(Reason.TRUST_NOT_INBOUND);
            }
            return new PathCheck(header.part().transited(), !disabled, List.of());
        }
        Trust trust = issuer.get();
        Principal client = header.client();
        if (client.realm().equals(realm.name())) {
            throw new Refusal(Reason.OWN_NAME_FROM_OUTSIDE);
        }
        if (header.part().flags().has(TicketFlag.ANONYMOUS)) {
            // RFC 8062: not served here, and a named client is no anonymous one.
            throw new Refusal(Reason.OPTION_NOT_SERVED, "an anonymous ticket from a peer");
        }
        if (disabled) {
            // This realm rejects paths that nobody checked, so leaving them unchecked is not ours to grant.
            throw new Refusal(Reason.PATH_NOT_CHECKED);
        }
        TransitedEncoding old = header.part().transited();
        boolean ownClient = client.realm().equals(trust.peer());
        if (old.type() != TransitedEncoding.DOMAIN_X500_COMPRESS
                && !(ownClient && old.contents().length() == 0)) {
            throw new Refusal(Reason.TRANSITED_TYPE_UNKNOWN);
        }
        try {
            List<RealmName> passed = Transited.decode(old, client.realm(), trust.peer());
            List<RealmName> configured =
                    realm.paths().between(client.realm(), realm.name()).orElse(List.of());
            List<String> notes = new ArrayList<>();
            InboundPolicy.Verdict verdict = InboundPolicy.judge(realm.name(), trust, client, passed, configured);
            if (verdict.refused().isPresent()) {
                throw new Refusal(reason(verdict.refused().get()), verdict.detail());
            }
            verdict.letThrough().forEach(let -> notes.add("log-only: " + let + " " + verdict.detail()));
            // Written anew even if nothing is added: a null subfield would mean other realms in a ticket of ours.
            TransitedEncoding extended = Transited.extend(old, trust.peer(), client.realm(), realm.name());
            return new PathCheck(extended, true, notes);
        } catch (TransitedFault malformed) {
            throw new Refusal(Reason.TRANSITED_MALFORMED, malformed.getMessage());
        }
    }

    /**
     * Whether the client could still come in today: by its own realm if its ticket has passed none, else by one that it has
     * passed (the last, unless that realm was in the field already).
     */
    private static boolean mayStay(Realm realm, HeaderTicket header) throws Refusal {
        Principal client = header.client();
        if (client.realm().equals(realm.name())) {
            return true;
        }
        List<RealmName> passed;
        try {
            passed = Transited.decode(header.part().transited(), client.realm(), realm.name());
        } catch (TransitedFault malformed) {
            throw new Refusal(Reason.TRANSITED_MALFORMED, malformed.getMessage());
        }
        List<RealmName> configured =
                realm.paths().between(client.realm(), realm.name()).orElse(List.of());
        for (RealmName peer : passed.isEmpty() ? List.of(client.realm()) : passed) {
            Optional<Trust> trust = realm.trusts().find(peer);
            List<RealmName> before =
                    passed.stream().filter(one -> !one.equals(peer)).toList();
            if (trust.isPresent()
                    && InboundPolicy.judge(realm.name(), trust.get(), client, before, configured)
                            .refused()
                            .isEmpty()) {
                return true;
            }
        }
        return false;
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
