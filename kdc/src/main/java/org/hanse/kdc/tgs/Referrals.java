package org.hanse.kdc.tgs;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.Realm;
import org.hanse.kdc.ticket.Services;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.realmtrust.trust.Trust;

/** Where another realm is nearer to what is asked for than we are: RFC 4120 §3.3.3 and RFC 6806 §8. Thread-safe. */
final class Referrals {
    /** Options that speak of the very service that is named; to be sent elsewhere is no answer to them. MIT refers none of them. */
    private static final List<KdcOption> NEVER = List.of(
            KdcOption.FORWARDED, KdcOption.PROXY, KdcOption.RENEW, KdcOption.VALIDATE, KdcOption.ENC_TKT_IN_SKEY);

    private final Realm realm;
    private final Services services;

    Referrals(Realm realm) {
        this.realm = realm;
        this.services = new Services(realm);
    }

    /**
     * RFC 4120 §3.3.3: the ticket-granting service of another realm, or of one that is closer to it than we are.
     *
     * @throws Refusal NO_PATH_TO_REALM, SERVICE_HAS_NO_KEY
     */
    TargetService towards(PrincipalName krbtgt, KdcOptions options, PathCheck path) throws Refusal {
        String target = krbtgt.components().get(1);
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw new Refusal(Reason.NO_PATH_TO_REALM);
        }
        Trust hop = hop(RealmName.of(target), path)
                .filter(trust -> trust.peer().value().equals(target) || mayBeElsewhere(options))
                .orElseThrow(() -> new Refusal(Reason.NO_PATH_TO_REALM));
        return services.peerTgs(hop);
    }

    /**
     * RFC 6806 §8: towards the realm that an operator mapped the host of a host-based service to. Only for who asks with
     * CANONICALIZE. The name's type does not matter here (RFC 4120 §6.2), as it does to MIT's KDC: kvno and others do not set it.
     *
     * @throws Refusal SERVICE_HAS_NO_KEY
     */
    Optional<TargetService> ofHost(PrincipalName service, KdcRequestBody body, PathCheck path) throws Refusal {
        if (!body.options().has(KdcOption.CANONICALIZE)
                || !mayBeElsewhere(body.options())
                || service.components().size() != 2
                || service.isWellKnown()) {
            return Optional.empty();
        }
        Optional<Trust> hop = realm.domains()
                .ofHost(service.components().get(1), realm.trusts())
                .flatMap(target -> hop(target, path));
        return hop.isPresent() ? Optional.of(services.peerTgs(hop.get())) : Optional.empty();
    }

    private Optional<Trust> hop(RealmName target, PathCheck path) {
        return realm.nextHop().towards(target, path.passed());
    }

    private static boolean mayBeElsewhere(KdcOptions options) {
        return NEVER.stream().noneMatch(options::has);
    }
}
