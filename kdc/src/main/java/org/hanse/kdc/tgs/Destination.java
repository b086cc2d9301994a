package org.hanse.kdc.tgs;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.policy.ServiceRules;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.ticket.Services;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.realmtrust.path.NextHop;
import org.hanse.realmtrust.trust.Trust;

/** What a TGS-REQ leads to, RFC 4120 §3.3.3: the service asked for, or the realm that is nearer to it. */
final class Destination {
    private final Realm realm;
    private final Services services;

    Destination(Realm realm) {
        this.realm = realm;
        this.services = new Services(realm);
    }

    TargetService of(KdcRequestBody body, HeaderTicket header, Instant now) throws Refusal {
        if (!body.realm().equals(realm.name())) {
            throw new Refusal(Reason.WRONG_REALM);
        }
        PrincipalName asked = body.service().orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
        boolean afresh = body.options().has(KdcOption.RENEW) || body.options().has(KdcOption.VALIDATE);
        // Only who issued a ticket renews or validates it: a peer's ticket comes in under the trust's limits, or not at
        // all.
        if (afresh
                && (header.issuer().isPresent()
                        || !asked.equals(header.opened().ticket().service()))) {
            throw new Refusal(Reason.RENEWED_SERVICE_MISMATCH);
        }
        TargetService service = found(asked, body, header, now);
        ServiceRules.check(service, now);
        if (!service.has(PrincipalFlag.ALLOW_TGS_REQ)) {
            throw new Refusal(Reason.SERVICE_NOT_BY_TGS);
        }
        if (service.has(PrincipalFlag.REQUIRES_PREAUTH)
                && !header.part().flags().has(TicketFlag.PRE_AUTHENT)) {
            throw new Refusal(Reason.TGT_NOT_PREAUTHENTICATED);
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
        return service;
    }

    private TargetService found(PrincipalName asked, KdcRequestBody body, HeaderTicket header, Instant now)
            throws Refusal {
        if (asked.isKrbtgt() && !asked.equals(realm.tgsName())) {
            String target = asked.components().get(1);
            if (target.isEmpty() || target.indexOf('\0') >= 0) {
                throw new Refusal(Reason.NO_PATH_TO_REALM);
            }
            return towards(RealmName.of(target), header).orElseThrow(() -> new Refusal(Reason.NO_PATH_TO_REALM));
        }
        Optional<TargetService> here = services.find(asked, now);
        if (here.isPresent()) {
            return here.get();
        }
        return referral(asked, body, header).orElseThrow(() -> new Refusal(Reason.SERVICE_NOT_FOUND));
    }

    /** RFC 4120 §3.3.3: the ticket-granting service of the realm asked for, or of one that is closer to it than we are. */
    private Optional<TargetService> towards(RealmName target, HeaderTicket header) throws Refusal {
        Optional<Trust> hop =
                NextHop.towards(target, realm.name(), header.foreignIssuer(), realm.trusts(), realm.paths());
        return hop.isPresent() ? Optional.of(services.peerTgs(hop.get())) : Optional.empty();
    }

    /**
     * RFC 6806 §8: a host-based service that is not ours, of a host in a domain that a trust says is the peer's. Only for who asks
     * with CANONICALIZE, and never for an option that works on the ticket in hand.
     */
    private Optional<TargetService> referral(PrincipalName asked, KdcRequestBody body, HeaderTicket header)
            throws Refusal {
        if (!body.options().has(KdcOption.CANONICALIZE)
                || body.options().has(KdcOption.FORWARDED)
                || body.options().has(KdcOption.PROXY)
                || asked.components().size() != 2) {
            return Optional.empty();
        }
        String host = asked.components().get(1).toLowerCase(Locale.ROOT);
        Trust best = null;
        int bestLength = 0;
        for (Trust trust : realm.trusts().all()) {
            for (String domain : trust.policy().domains()) {
                if (isIn(host, domain.toLowerCase(Locale.ROOT)) && domain.length() > bestLength) {
                    best = trust;
                    bestLength = domain.length();
                }
            }
        }
        return best == null ? Optional.empty() : towards(best.peer(), header);
    }

    private static boolean isIn(String host, String domain) {
        String suffix = domain.startsWith(".") ? domain : "." + domain;
        return host.endsWith(suffix) || ("." + host).equals(suffix);
    }
}
