package org.hanse.kdc.realm;

import java.util.List;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.trust.TrustKey;

/** From a shared password to inter-realm keys, with the salts that MIT, Heimdal and Active Directory use. */
public final class TrustSecret {
    private TrustSecret() {}

    /**
     * The keys of {@code krbtgt/TARGET@ISSUER}. The salt is RFC 4120 §4's default one for that principal:
     * the issuer's name, {@code krbtgt}, the target's name. Every other KDC computes the same when it is given the password.
     */
    public static List<TrustKey> keys(
            KeyMaker maker, RealmName target, RealmName issuer, SecretBytes password, List<EncType> etypes, Kvno kvno) {
        return maker.fromPassword(Principal.krbtgt(target, issuer), password, etypes).at(kvno).stream()
                .map(key -> new TrustKey(kvno, key.key()))
                .toList();
    }
}
