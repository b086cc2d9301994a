package org.hanse.kdc.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/** What each key of realm.yaml means and may hold. A new key is a line here, one in {@link SettingsText} and in the sample. */
final class SettingsReader {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);
    private static final String PORT_CURE = "give each service a port of its own";

    private SettingsReader() {}

    static RealmSettings settings(Section file) throws SettingsFault {
        // First, since a file without it is the wrong file.
        RealmName realm = realm(file);
        RealmSettings defaults = RealmSettings.defaults(realm, "localhost");
        RealmSettings settings = new RealmSettings(
                kdc(file, defaults.kdc()),
                file.string("publicName").orElse(defaults.publicName()),
                listen(file.section("listen")),
                store(file),
                file.duration("adminLoginAge", Duration.ofMinutes(1), Duration.ofDays(7), defaults.adminLoginAge()),
                file.duration("trustRotation", SECOND, LONGEST_LIFE, defaults.trustRotation()),
                file.flag("allowPrivatePeers", defaults.allowPrivatePeers()),
                domains(file.section("domains")),
                capaths(file.section("capaths")),
                file.flag("tellTrusts", defaults.tellTrusts()),
                log(file.section("log")));
        file.refuseOthers();
        return settings;
    }

    private static RealmName realm(Section file) throws SettingsFault {
        String realm = file.string("realm")
                .orElseThrow(
                        () -> file.fault("realm", "is missing", "write realm: EXAMPLE.ORG with your realm's name"));
        return file.checked("realm", realm, RealmName::new, "write the realm's name");
    }

    private static KdcSettings kdc(Section file, KdcSettings defaults) throws SettingsFault {
        return new KdcSettings(
                defaults.realm(),
                file.duration("clockSkew", SECOND, Duration.ofHours(1), defaults.clockSkew()),
                file.duration("maxLife", Duration.ofMinutes(1), LONGEST_LIFE, defaults.maxLife()),
                file.duration("maxRenew", Duration.ZERO, LONGEST_LIFE, defaults.maxRenew()),
                etypes(file, defaults.etypes()),
                file.flag("hideUnknownUsers", defaults.hideUnknownUsers()));
    }

    private static List<EncType> etypes(Section file, List<EncType> defaults) throws SettingsFault {
        List<EncType> etypes = new ArrayList<>();
        for (String name : file.strings("enctypes")) {
            EncType etype = EncType.byName(name)
                    .filter(EncType::isSupported)
                    .orElseThrow(() -> file.fault(
                            "enctypes",
                            "names \"" + name + "\", which is not served",
                            "choose from " + String.join(", ", names(defaults))));
            if (etypes.contains(etype)) {
                throw file.fault("enctypes", "names \"" + name + "\" twice", "name each once, the preferred first");
            }
            etypes.add(etype);
        }
        return etypes.isEmpty() ? defaults : etypes;
    }

    private static List<String> names(List<EncType> etypes) {
        return etypes.stream().map(EncType::toString).toList();
    }

    private static ListenSettings listen(Section listen) throws SettingsFault {
        ListenSettings defaults = ListenSettings.DEFAULT;
        List<String> hosts = listen.strings("hosts");
        ListenSettings settings = new ListenSettings(
                hosts.isEmpty() ? defaults.hosts() : hosts,
                listen.number("kdcPort", 0, 65_535, defaults.kdcPort()),
                listen.number("kpasswdPort", 0, 65_535, defaults.kpasswdPort()),
                listen.number("httpsPort", 0, 65_535, defaults.httpsPort()),
                listen.number("udpThreads", 0, 1024, defaults.udpThreads()),
                tcp(listen.section("tcp"), defaults.tcp()),
                tcp(listen.section("https"), defaults.https()),
                monitors(listen, defaults.monitors()));
        listen.refuseOthers();
        if (hosts.size() != hosts.stream().distinct().count()) {
            throw listen.fault("hosts", "names a host twice", "name each once");
        }
        if (hosts.size() > 1 && hosts.contains("*")) {
            throw listen.fault("hosts", "has * and others", "* is all of them, write it alone");
        }
        if (same(settings.kdcPort(), settings.kpasswdPort())) {
            throw listen.fault("kpasswdPort", "is the kdcPort", PORT_CURE);
        }
        if (same(settings.httpsPort(), settings.kdcPort()) || same(settings.httpsPort(), settings.kpasswdPort())) {
            throw listen.fault("httpsPort", "is another service's port", PORT_CURE);
        }
        return settings;
    }

    private static List<AddressRange> monitors(Section listen, List<AddressRange> defaults) throws SettingsFault {
        List<AddressRange> monitors = new ArrayList<>();
        for (String range : listen.strings("monitors")) {
            monitors.add(listen.checked(
                    "monitors", range, AddressRange::of, "write addresses, or networks such as 10.0.0.0/8"));
        }
        return monitors.isEmpty() ? defaults : monitors;
    }

    private static boolean same(int port, int other) {
        return port != 0 && port == other;
    }

    private static TcpLimits tcp(Section tcp, TcpLimits defaults) throws SettingsFault {
        Duration longest = Duration.ofMinutes(10);
        TcpLimits limits = new TcpLimits(
                tcp.number("connections", 1, 1_000_000, defaults.connections()),
                tcp.number("connectionsPerAddress", 1, 1_000_000, defaults.connectionsPerAddress()),
                tcp.duration("idle", SECOND, longest, defaults.idle()),
                tcp.duration("request", SECOND, longest, defaults.request()));
        tcp.refuseOthers();
        return limits;
    }

    private static String store(Section file) throws SettingsFault {
        String store = file.string("store").orElse(RealmSettings.SQLITE);
        if (!store.equals(RealmSettings.SQLITE)) {
            throw file.fault("store", "is \"" + store + "\"", "write sqlite; there is no other store yet");
        }
        return store;
    }

    private static Map<String, RealmName> domains(Section section) throws SettingsFault {
        Map<String, RealmName> domains = new LinkedHashMap<>();
        for (String domain : section.keys()) {
            String realm = section.string(domain).orElseThrow();
            domains.put(domain, section.checked(domain, realm, RealmName::new, "write the realm's name"));
        }
        return domains;
    }

    private static Map<RealmName, Map<RealmName, List<RealmName>>> capaths(Section section) throws SettingsFault {
        Map<RealmName, Map<RealmName, List<RealmName>>> capaths = new LinkedHashMap<>();
        for (String client : section.keys()) {
            Section from = section.section(client);
            Map<RealmName, List<RealmName>> paths = new LinkedHashMap<>();
            for (String service : from.keys()) {
                paths.put(name(from, service, service), between(from, service));
            }
            capaths.put(name(section, client, client), Map.copyOf(paths));
        }
        return capaths;
    }

    /** A dot alone means that no realm is between, as in krb5.conf. */
    private static List<RealmName> between(Section from, String service) throws SettingsFault {
        List<String> words = from.strings(service);
        if (words.equals(List.of("."))) {
            return List.of();
        }
        List<RealmName> realms = new ArrayList<>();
        for (String word : words) {
            realms.add(name(from, service, word));
        }
        return List.copyOf(realms);
    }

    private static RealmName name(Section section, String key, String realm) throws SettingsFault {
        return section.checked(key, realm, RealmName::new, "write a realm's name");
    }

    private static LogSettings log(Section log) throws SettingsFault {
        LogSettings defaults = LogSettings.DEFAULT;
        LogSettings settings = new LogSettings(
                log.string("directory").orElse(defaults.directory()),
                log.flag("text", defaults.text()),
                log.flag("json", defaults.json()),
                log.number("maxMegabytes", 1, 100_000, defaults.maxMegabytes()),
                log.number("keep", 1, 10_000, defaults.keep()));
        log.refuseOthers();
        return settings;
    }
}
