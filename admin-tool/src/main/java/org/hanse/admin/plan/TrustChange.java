package org.hanse.admin.plan;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.config.TrustSettings;
import org.hanse.protocol.name.RealmName;

/**
 * What is to be done about the trust with one peer.
 *
 * @param differences what it changes, field by field; none for a trust that goes
 * @param wanted as the file says; empty for a trust that goes
 */
public record TrustChange(RealmName peer, Action action, List<Difference> differences, Optional<TrustSettings> wanted) {
    /** In the order of doing: what frees a name or a domain goes before what may need it. */
    public enum Action {
        REMOVE("remove"),
        CHANGE("change"),
        ADD("add");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public TrustChange {
        differences = List.copyOf(differences);
    }

    boolean isOf(String field) {
        return differences.stream().anyMatch(difference -> difference.field().equals(field));
    }

    boolean freesDomains() {
        return action == Action.REMOVE || differences.stream().anyMatch(difference -> difference.dropsFrom("domains"));
    }
}
