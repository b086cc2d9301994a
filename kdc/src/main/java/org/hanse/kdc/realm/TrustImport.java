package org.hanse.kdc.realm;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;

/** Lines of an import that are keys between realms: {@code krbtgt/PEER@THIS} and {@code krbtgt/THIS@PEER}. RFC 4120 §1.2. */
final class TrustImport {
    private final RealmName realm;
    private final Trusts trusts;
    private final KeyMaker maker;
    private final List<EncType> etypes;

    TrustImport(RealmName realm, Trusts trusts, KeyMaker maker, List<EncType> etypes) {
        this.realm = realm;
        this.trusts = trusts;
        this.maker = maker;
        this.etypes = etypes;
    }

    void add(PrincipalImport.Line line) throws RealmFailure {
        RealmName issuer = line.principal().realm();
        RealmName target = RealmName.of(line.principal().name().components().get(1));
        boolean out = issuer.equals(realm);
        if (!out && !target.equals(realm)) {
            throw RealmFailure.refused(line.principal() + " is between two other realms", "import it there");
        }
        RealmName peer = trusts.peer(out ? target.value() : issuer.value());
        List<TrustKey> keys = keys(line, target, issuer);
        UnaryOperator<TrustPolicy> policy = direction(peer, out);
        trusts.share(peer, out ? List.of() : keys, out ? keys : List.of(), policy, List.of());
    }

    private List<TrustKey> keys(PrincipalImport.Line line, RealmName target, RealmName issuer) throws RealmFailure {
        if (line.source() instanceof KeySource.Password password) {
            List<EncType> wanted = issuer.equals(realm) ? TrustSecret.outbound(etypes) : etypes;
            return TrustSecret.keys(maker, target, issuer, password.password(), wanted, Kvno.FIRST);
        }
        if (line.source() instanceof KeySource.Given given) {
            return given.keys().stream()
                    .map(key -> new TrustKey(key.kvno(), key.key()))
                    .toList();
        }
        throw RealmFailure.refused(
                "a random key of " + Principal.krbtgt(target, issuer) + " would be known to one side only",
                "give a password or keys");
    }

    /** The direction that the key serves, besides what the trust serves already. */
    private UnaryOperator<TrustPolicy> direction(RealmName peer, boolean out) {
        Optional<Trust> before =
                trusts.all().stream().filter(trust -> trust.peer().equals(peer)).findFirst();
        TrustDirection own = out ? TrustDirection.OUT : TrustDirection.IN;
        TrustDirection direction = before.map(trust -> trust.policy().direction())
                .filter(old -> old != own)
                .map(old -> TrustDirection.BOTH)
                .orElse(own);
        return policy -> new TrustPolicy(
                direction,
                policy.acceptRealms(),
                policy.transitTo(),
                policy.clients(),
                policy.domains(),
                policy.maxLife(),
                policy.allowForwardable(),
                policy.relayLogins(),
                policy.logOnly());
    }
}
