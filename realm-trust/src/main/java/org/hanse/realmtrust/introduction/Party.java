package org.hanse.realmtrust.introduction;

import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;

/** A realm by name and id: neither is inferred from the other. */
public record Party(RealmName realm, Fingerprint id) {}
