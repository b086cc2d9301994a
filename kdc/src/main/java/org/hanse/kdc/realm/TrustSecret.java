package org.hanse.kdc.realm;

import java.util.List;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.trust.TrustKey;

/** From a shared password to inter-realm keys, with the salts that MIT, Heimdal and Active Directory use. */
public final class TrustSecret {
    /** What KDCs of every kind make keys of unless told otherwise: MIT's and Heimdal's by default, Active Directory for want of others. */
    private static final Set<EncType> EVERYWHERE =
            Set.of(EncType.AES256_CTS_HMAC_SHA1_96, EncType.AES128_CTS_HMAC_SHA1_96);

    private TrustSecret() {}

    /**
     * Of the enctypes of this realm those to seal tickets for a peer with, of which nobody has said what it can open: those of RFC 3962. A
     * ticket under another one would be a generic error to a user who can do nothing about it. All of them if none is among them.
     */
    public static List<EncType> outbound(List<EncType> etypes) {
        List<EncType> known = etypes.stream().filter(EVERYWHERE::contains).toList();
        return known.isEmpty() ? etypes : known;
    }

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
