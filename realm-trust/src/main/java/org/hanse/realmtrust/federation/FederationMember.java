package org.hanse.realmtrust.federation;

import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * Who a member is and where it answers: what a federation vouches for.
 *
 * @param id the realm id, for ever
 * @param url root of the realm's HTTPS port
 */
public record FederationMember(RealmName realm, Fingerprint id, String url) {}
