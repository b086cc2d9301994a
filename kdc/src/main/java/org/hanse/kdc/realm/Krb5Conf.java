package org.hanse.kdc.realm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;

/**
 * Writes a krb5.conf that MIT, Heimdal and the JDK take as it is. The first realm is the default one. DNS is not asked:
 * what the homes know is all in the file.
 */
public final class Krb5Conf {
    private final List<Krb5Realm> homes;
    private final boolean https;

    private Krb5Conf(List<Krb5Realm> homes, boolean https) {
        this.homes = List.copyOf(homes);
        this.https = https;
    }

    /**
     * For clients that reach KDCs by UDP and TCP.
     *
     * @param homes at least one
     */
    public static String of(List<Krb5Realm> homes) {
        return new Krb5Conf(homes, false).text();
    }

    /**
     * For clients that have nothing but HTTPS, as MIT's and ours speak it (MS-KKDCP). Peers are asked by way of
     * a home whose users may be sent to them.
     *
     * @param homes at least one
     */
    public static String overHttps(List<Krb5Realm> homes) {
        return new Krb5Conf(homes, true).text();
    }

    private String text() {
        return libdefaults() + realms() + domains() + capaths();
    }

    private String libdefaults() {
        // Names are taken as they are: a reverse look-up would let DNS choose the service that a client talks to.
        return "[libdefaults]\n"
                + " default_realm = " + homes.get(0).realm() + "\n"
                + " dns_lookup_kdc = false\n"
                + " dns_lookup_realm = false\n"
                + " dns_canonicalize_hostname = false\n"
                + " rdns = false\n\n";
    }

    private String realms() {
        Map<RealmName, List<String>> relations = new LinkedHashMap<>();
        homes.forEach(home -> relations.put(home.realm(), https ? withUrl(home, proxies(home)) : kdcs(home.kdcs())));
        homes.forEach(home -> home.trusts().stream()
                .filter(trust -> !trust.kdcs().isEmpty() && (!https || trust.admitsOut()))
                .forEach(trust -> relations.putIfAbsent(trust.peer(), https ? proxies(home) : kdcs(trust.kdcs()))));
        StringBuilder text = new StringBuilder("[realms]\n");
        relations.forEach((realm, lines) -> {
            text.append(" ").append(realm).append(" = {\n");
            lines.forEach(line -> text.append("  ").append(line).append("\n"));
            text.append(" }\n");
        });
        return text.append("\n").toString();
    }

    private static List<String> kdcs(List<String> addresses) {
        return addresses.stream().map(address -> "kdc = " + address).toList();
    }

    private static List<String> proxies(Krb5Realm home) {
        List<String> lines = new ArrayList<>(
                home.urls().stream().map(url -> "kdc = " + url + "/KdcProxy").toList());
        lines.add("http_anchors = FILE:" + home.anchors());
        return lines;
    }

    private static List<String> withUrl(Krb5Realm home, List<String> lines) {
        List<String> more = new ArrayList<>(lines);
        more.add("hanse_url = " + home.urls().get(0));
        return more;
    }

    private String domains() {
        Map<String, RealmName> domains = new TreeMap<>();
        for (Krb5Realm home : homes) {
            home.settings().domains().forEach(domains::putIfAbsent);
        }
        for (Krb5Realm home : homes) {
            for (Trust trust : home.trusts()) {
                for (String domain : trust.policy().domains()) {
                    domains.putIfAbsent(domain, trust.peer());
                    // A trust's domain is the hosts below it and the host of that name.
                    domains.putIfAbsent(domain.startsWith(".") ? domain : "." + domain, trust.peer());
                }
            }
            // localhost is every realm's.
            if (!home.settings().publicName().equals("localhost")) {
                domains.putIfAbsent(home.settings().publicName(), home.realm());
            }
        }
        StringBuilder text = new StringBuilder("[domain_realm]\n");
        domains.forEach((domain, realm) ->
                text.append(" ").append(domain).append(" = ").append(realm).append("\n"));
        return text.append("\n").toString();
    }

    /** Only for paths through a realm: between two that share a key, clients go directly without being told. */
    private String capaths() {
        Map<RealmName, Map<RealmName, List<RealmName>>> paths = new TreeMap<>();
        for (Krb5Realm home : homes) {
            home.settings()
                    .capaths()
                    .forEach((client, services) ->
                            services.forEach((service, between) -> put(paths, client, service, between)));
        }
        for (Krb5Realm home : homes) {
            reachedThrough(home).forEach((service, between) -> put(paths, home.realm(), service, between));
        }
        if (paths.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("[capaths]\n");
        paths.forEach((client, services) -> {
            text.append(" ").append(client).append(" = {\n");
            services.forEach((service, between) -> between.forEach(realm -> text.append("  ")
                    .append(service)
                    .append(" = ")
                    .append(realm)
                    .append("\n")));
            text.append(" }\n");
        });
        return text.append("\n").toString();
    }

    private static void put(
            Map<RealmName, Map<RealmName, List<RealmName>>> paths,
            RealmName client,
            RealmName service,
            List<RealmName> between) {
        if (!between.isEmpty() && !client.equals(service)) {
            paths.computeIfAbsent(client, none -> new TreeMap<>()).putIfAbsent(service, between);
        }
    }

    private Map<RealmName, List<RealmName>> reachedThrough(Krb5Realm home) {
        Map<RealmName, List<RealmName>> reached = new TreeMap<>();
        for (Trust trust : home.trusts()) {
            for (RealmName target : trust.policy().transitTo()) {
                Set<RealmName> between = new LinkedHashSet<>();
                walk(trust.peer(), target, between);
                between.remove(home.realm());
                reached.putIfAbsent(target, new ArrayList<>(between));
            }
        }
        return reached;
    }

    /**
     * Notes {@code realm} and goes on from it by what its home says. Where we do not hold that home, or it says nothing, the
     * next realm is taken to be the target.
     */
    private void walk(RealmName realm, RealmName target, Set<RealmName> between) {
        if (realm.equals(target) || !between.add(realm)) {
            return;
        }
        List<Trust> trusts = homes.stream()
                .filter(home -> home.realm().equals(realm))
                .flatMap(home -> home.trusts().stream())
                .toList();
        if (trusts.stream().noneMatch(trust -> trust.peer().equals(target))) {
            trusts.stream()
                    .filter(trust -> trust.policy().transitTo().contains(target))
                    .findFirst()
                    .ifPresent(trust -> walk(trust.peer(), target, between));
        }
    }
}
