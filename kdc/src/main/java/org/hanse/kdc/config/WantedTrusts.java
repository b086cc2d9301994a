package org.hanse.kdc.config;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * All of trusts.yaml: every trust that a realm is to have, and no other. Immutable.
 *
 * @param realm whose trusts they are; empty if the file does not say
 * @param trusts in the file's order, one for a peer
 */
public record WantedTrusts(Optional<RealmName> realm, List<TrustSettings> trusts) {
    public WantedTrusts {
        trusts = List.copyOf(trusts);
    }
}
