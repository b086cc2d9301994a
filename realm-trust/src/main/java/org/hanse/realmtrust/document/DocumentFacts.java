package org.hanse.realmtrust.document;

import java.util.List;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/**
 * What a realm's documents say besides keys and times: it follows from the settings.
 *
 * @param domains that the realm claims
 * @param suites of agreements on keys that it can make; may be empty
 * @param trusts realms that it sends clients on to and tells of, in the order of their names; may be empty
 */
public record DocumentFacts(
        Endpoints endpoints,
        List<String> domains,
        List<EncType> enctypes,
        List<String> suites,
        List<RealmName> trusts) {
    public DocumentFacts {
        domains = List.copyOf(domains);
        enctypes = List.copyOf(enctypes);
        suites = List.copyOf(suites);
        trusts = List.copyOf(trusts);
    }

    boolean areSaidBy(RealmDocument document) {
        return endpoints.equals(document.endpoints())
                && domains.equals(document.domains())
                && enctypes.equals(document.enctypes())
                && suites.equals(document.suites())
                && trusts.equals(document.trusts());
    }
}
