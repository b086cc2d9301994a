package org.hanse.realmtrust.introduction;

import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * One of the two who are introduced to each other.
 *
 * @param url root of the realm's HTTPS port
 */
public record Introduced(RealmName realm, Fingerprint id, String url) {
    public Party party() {
        return new Party(realm, id);
    }
}
