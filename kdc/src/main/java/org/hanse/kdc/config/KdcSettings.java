package org.hanse.kdc.config;

import java.time.Duration;
import java.util.List;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/**
 * What the exchanges need to know of realm.yaml.
 *
 * @param clockSkew how far a peer's clock may be off, both ways; RFC 4120 suggests five minutes
 * @param maxLife longest life of any ticket
 * @param maxRenew longest renewable life of any ticket
 * @param etypes what this realm serves, strongest first
 * @param hideUnknownUsers whether a stranger must not learn which users exist
 */
public record KdcSettings(
        RealmName realm,
        Duration clockSkew,
        Duration maxLife,
        Duration maxRenew,
        List<EncType> etypes,
        boolean hideUnknownUsers) {
    public KdcSettings {
        etypes = List.copyOf(etypes);
    }
}
