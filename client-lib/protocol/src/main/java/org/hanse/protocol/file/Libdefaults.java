package org.hanse.protocol.file;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/** The section [libdefaults], with MIT's defaults where the file says nothing. */
record Libdefaults(
        Optional<RealmName> defaultRealm,
        List<EncType> asEnctypes,
        List<EncType> tgsEnctypes,
        Optional<Duration> ticketLifetime,
        Optional<Duration> renewLifetime,
        Duration clockSkew,
        boolean forwardable,
        boolean proxiable,
        boolean canonicalize,
        boolean noAddresses,
        boolean kdcTimesync,
        boolean dnsLookupKdc,
        boolean dnsCanonicalizeHostname,
        boolean rdns,
        int udpPreferenceLimit,
        Optional<String> defaultCcacheName,
        Optional<String> defaultKeytabName) {
    private static final String SECTION = "libdefaults";

    /** MIT's default: what surely fits into one Ethernet frame. */
    private static final int DEFAULT_UDP_LIMIT = 1465;

    /** MIT's cap on the setting: no datagram gets through that is larger. */
    private static final int MAX_UDP_LIMIT = 32_700;

    static Libdefaults of(Krb5Conf conf) throws MalformedFileException {
        List<EncType> permitted = conf.single(Libdefaults::enctypes, SECTION, "permitted_enctypes")
                .orElse(Krb5Conf.allEnctypes());
        return new Libdefaults(
                conf.single(RealmName::new, SECTION, "default_realm"),
                permitted(conf, "default_tkt_enctypes", permitted),
                permitted(conf, "default_tgs_enctypes", permitted),
                conf.single(KerberosDuration::parse, SECTION, "ticket_lifetime"),
                conf.single(KerberosDuration::parse, SECTION, "renew_lifetime"),
                conf.single(KerberosDuration::parse, SECTION, "clockskew").orElse(Duration.ofMinutes(5)),
                flag(conf, "forwardable", false),
                flag(conf, "proxiable", false),
                flag(conf, "canonicalize", false),
                flag(conf, "noaddresses", true),
                conf.single(Libdefaults::number, SECTION, "kdc_timesync").orElse(1) != 0,
                // MIT's default is true. A look-up that nobody asked for makes every typing error in a realm wait for
                // the DNS.
                flag(conf, "dns_lookup_kdc", false),
                conf.single(Libdefaults::canonicalizes, SECTION, "dns_canonicalize_hostname")
                        .orElse(true),
                flag(conf, "rdns", true),
                Math.min(
                        conf.single(Libdefaults::number, SECTION, "udp_preference_limit")
                                .orElse(DEFAULT_UDP_LIMIT),
                        MAX_UDP_LIMIT),
                conf.single(text -> text, SECTION, "default_ccache_name"),
                conf.single(text -> text, SECTION, "default_keytab_name"));
    }

    /** A list of its own, less what permitted_enctypes does not permit. */
    private static List<EncType> permitted(Krb5Conf conf, String name, List<EncType> permitted)
            throws MalformedFileException {
        return conf.single(
                        text -> {
                            List<EncType> both = enctypes(text).stream()
                                    .filter(permitted::contains)
                                    .toList();
                            if (both.isEmpty()) {
                                throw new IllegalArgumentException(
                                        "\"" + text + "\" and permitted_enctypes have no enctype in common");
                            }
                            return both;
                        },
                        SECTION,
                        name)
                .orElse(permitted);
    }

    private static boolean flag(Krb5Conf conf, String name, boolean otherwise) throws MalformedFileException {
        return conf.single(Libdefaults::truth, SECTION, name).orElse(otherwise);
    }

    static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "true", "t", "1", "on" -> true;
            case "n", "no", "false", "nil", "0", "off" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        };
    }

    /** {@code fallback} tries the name as given first, which is all that Hanse does. */
    private static boolean canonicalizes(String text) {
        return !text.equalsIgnoreCase("fallback") && truth(text);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no number", e);
        }
    }

    /** The types that Hanse uses of a list as MIT writes it; names with {@code -} before them are taken out again. */
    private static List<EncType> enctypes(String text) {
        Set<EncType> chosen = new LinkedHashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[\\s,]+")) {
            boolean remove = word.startsWith("-");
            String name = remove || word.startsWith("+") ? word.substring(1) : word;
            List<EncType> named = switch (name) {
                case "default" -> Krb5Conf.allEnctypes();
                case "aes" -> Krb5Conf.allEnctypes();
                default -> EncType.byName(name).stream().toList();
            };
            if (remove) {
                named.forEach(chosen::remove);
            } else {
                chosen.addAll(named);
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" names no enctype that Hanse uses; name an aes one");
        }
        return List.copyOf(chosen);
    }
}
