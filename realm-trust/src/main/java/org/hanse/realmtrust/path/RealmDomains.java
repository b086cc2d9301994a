package org.hanse.realmtrust.path;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirectory;

/**
 * Which realm a host or a user's mail domain belongs to, RFC 6806 §7 and §8: as {@code domains} of realm.yaml says, and the domains
 * that trusts name. Nothing is guessed: what no operator mapped is nobody's. The case of letters does not count (RFC 1034 §3.1).
 * Immutable.
 *
 * @param configured DNS domain to realm, as {@code [domain_realm]} of krb5.conf: with a leading dot for the hosts below it only
 */
public record RealmDomains(Map<String, RealmName> configured) {
    public static final RealmDomains NONE = new RealmDomains(Map.of());

    /** In characters, RFC 1035 §2.3.4. */
    private static final int LONGEST_NAME = 253;

    public RealmDomains {
        Map<String, RealmName> copy = new LinkedHashMap<>();
        configured.forEach((domain, realm) -> copy.put(lower(domain), realm));
        configured = Map.copyOf(copy);
    }

    private record Entry(String domain, RealmName realm) {
        boolean holds(String host) {
            return domain.startsWith(".") ? host.endsWith(domain) : host.equals(domain) || host.endsWith("." + domain);
        }

        boolean is(String name) {
            return domain.equals(name) || domain.equals("." + name);
        }
    }

    /** The realm of a service's host: the longest domain decides that the host is, or is in; at a tie realm.yaml. */
    public Optional<RealmName> ofHost(String host, TrustDirectory trusts) {
        return entries(host, trusts)
                .filter(entry -> entry.holds(lower(host)))
                .max(Comparator.comparingInt(entry -> entry.domain().length()))
                .map(Entry::realm);
    }

    /**
     * The realm of the users whose names end in {@code @domain}. Only an entry for this very domain counts: hosts inherit their
     * realm from the domain above, people who share a name in two domains must not become one.
     */
    public Optional<RealmName> ofUsers(String domain, TrustDirectory trusts) {
        return entries(domain, trusts)
                .filter(entry -> entry.is(lower(domain)))
                .findFirst()
                .map(Entry::realm);
    }

    /** Those of realm.yaml first; none for a name that no DNS name can be. */
    private Stream<Entry> entries(String name, TrustDirectory trusts) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Stream.empty();
        }
        Stream<Entry> ours = configured.entrySet().stream().map(entry -> new Entry(entry.getKey(), entry.getValue()));
        Stream<Entry> peers = trusts.all().stream()
                .flatMap(trust ->
                        trust.policy().domains().stream().map(domain -> new Entry(lower(domain), trust.peer())));
        return Stream.concat(ours, peers);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
