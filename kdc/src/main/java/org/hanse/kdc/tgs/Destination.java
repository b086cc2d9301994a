package org.hanse.kdc.tgs;

import java.time.Instant;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.policy.ServiceRules;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.ticket.Services;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** What a TGS-REQ leads to, RFC 4120 §3.3.3: the service asked for, or the realm that is nearer to it. */
final class Destination {
    private final Realm realm;
    private final Services services;
    private final Referrals referrals;

    Destination(Realm realm) {
        this.realm = realm;
        this.services = new Services(realm);
        this.referrals = new Referrals(realm);
    }

    TargetService of(
            KdcRequestBody body, HeaderTicket header, PathCheck path, Optional<SecondTicket> second, Instant now)
            throws Refusal {
        if (!body.realm().equals(realm.name())) {
            throw new Refusal(Reason.WRONG_REALM);
        }
        // §3.3.3: without a name in the request it is the second ticket's client who is asked for.
        PrincipalName asked = body.service()
                .or(() -> second.map(SecondTicket::owner))
                .orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
        TargetService service = second.isPresent()
                ? second.get().asService(asked, realm, services, body.etypes())
                : found(asked, body, header.client(), path, now);
        TrustTest.check(header.client(), service, realm.name());
        boolean afresh = body.options().has(KdcOption.RENEW) || body.options().has(KdcOption.VALIDATE);
        // Only who issued a ticket renews or validates it: a peer's ticket comes in under the trust's limits, or not at
        // all. And a service ticket leads to nothing but the same service (§3.3.2).
        if ((afresh && header.issuer().isPresent())
                || ((afresh || !header.isTgt())
                        && !asked.equals(header.opened().ticket().service()))) {
            throw new Refusal(Reason.RENEWED_SERVICE_MISMATCH);
        }
        ServiceRules.check(service, now);
        if (!service.has(PrincipalFlag.ALLOW_TGS_REQ)) {
            throw new Refusal(Reason.SERVICE_NOT_BY_TGS);
        }
        if (service.has(PrincipalFlag.REQUIRES_PREAUTH)
                && !header.part().flags().has(TicketFlag.PRE_AUTHENT)) {
            throw new Refusal(Reason.TGT_NOT_PREAUTHENTICATED);
        }
        // What a peer calls hardware is not known here.
        if (service.has(PrincipalFlag.REQUIRES_HWAUTH)
                && (header.issuer().isPresent() || !header.part().flags().has(TicketFlag.HW_AUTHENT))) {
            throw new Refusal(Reason.HARDWARE_PREAUTH_REQUIRED);
        }
        if (body.options().has(KdcOption.POSTDATED) && !service.has(PrincipalFlag.ALLOW_POSTDATED)) {
            throw new Refusal(Reason.POSTDATE_NOT_ALLOWED);
        }
        if (body.options().has(KdcOption.FORWARDED) && !service.has(PrincipalFlag.ALLOW_FORWARDABLE)) {
            throw new Refusal(Reason.TGT_NOT_FORWARDABLE);
        }
        if (body.options().has(KdcOption.PROXY) && !service.has(PrincipalFlag.ALLOW_PROXIABLE)) {
            throw new Refusal(Reason.TGT_NOT_PROXIABLE);
        }
        if (service.isTgs() && body.options().has(KdcOption.PROXY)) {
            throw new Refusal(Reason.PROXY_OF_TGT);
        }
        if (service.isTgs() && body.options().has(KdcOption.POSTDATED)) {
            throw new Refusal(Reason.POSTDATED_TGT);
        }
        return service;
    }

    private TargetService found(PrincipalName asked, KdcRequestBody body, Principal client, PathCheck path, Instant now)
            throws Refusal {
        if (TrustTest.leadsBack(client, asked)) {
            return services.find(asked, now).orElseThrow(() -> new Refusal(Reason.NO_PATH_TO_REALM));
        }
        if (asked.isKrbtgt() && !asked.equals(realm.tgsName())) {
            return referrals.towards(asked, body.options(), path);
        }
        Optional<TargetService> here = services.find(asked, now);
        if (here.isPresent()) {
            return here.get();
        }
        return referrals.ofHost(asked, body, path).orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
    }
}
