package org.hanse.kdc.realm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.realmtrust.trust.Trust;

/**
 * Which DNS domains trusts may name: no host is two peers', nor is one peer's domain within another's, so that nobody gets another's
 * services by a slip. Where that is meant, {@code domains} of realm.yaml says so: it goes before every trust.
 */
final class DomainClaims {
    private DomainClaims() {}

    /** @throws RealmFailure if a domain of {@code wanted} overlaps one of another trust of {@code all} */
    static void check(Trust wanted, List<Trust> all) throws RealmFailure {
        for (Trust other : all) {
            if (!other.peer().equals(wanted.peer())) {
                for (String domain : wanted.policy().domains()) {
                    Optional<String> taken = other.policy().domains().stream()
                            .filter(theirs -> overlap(bare(domain), bare(theirs)))
                            .findFirst();
                    if (taken.isPresent()) {
                        throw RealmFailure.refused(
                                "the domain " + domain + " overlaps " + taken.get() + ", which the trust with "
                                        + other.peer() + " has",
                                "take it out of one of the two (--domains), or write the exception into domains of realm.yaml");
                    }
                }
            }
        }
    }

    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one);
    }

    /** With a leading dot and without it overlap too: people of the domain itself would be both peers'. */
    private static String bare(String domain) {
        return domain.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    }
}
