package org.hanse.kdc.store;

import java.util.Locale;
import org.hanse.kdc.principal.Policy;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * One thing that is not what it was.
 *
 * @param item the text form of a name, the name of a policy or of a federation, or another realm
 */
record Change(Kind kind, String item) {
    enum Kind {
        /** What a principal's name or alias means. */
        NAME,
        POLICY,
        /** A trust or a declaration. */
        TRUST,
        /** What is known of another realm by its documents. */
        DOCUMENT,
        /** How far an agreement is; the trust may be as it was. */
        AGREEMENT,
        /** A federation that this realm has joined, or its list; or what is allowed with respect to introductions. */
        FEDERATION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Change of(PrincipalName name) {
        return new Change(Kind.NAME, name.toString());
    }

    static Change of(Policy policy) {
        return new Change(Kind.POLICY, policy.name());
    }

    static Change of(RealmName peer) {
        return new Change(Kind.TRUST, peer.value());
    }

    static Change ofDocuments(RealmName realm) {
        return new Change(Kind.DOCUMENT, realm.value());
    }

    static Change ofAgreement(RealmName peer) {
        return new Change(Kind.AGREEMENT, peer.value());
    }

    static Change ofFederation(String name) {
        return new Change(Kind.FEDERATION, name);
    }

    static Change read(Row row) throws java.sql.SQLException {
        return new Change(Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)), row.text("item"));
    }
}
