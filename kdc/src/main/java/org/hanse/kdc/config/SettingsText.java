package org.hanse.kdc.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.name.RealmName;

/** Writes realm.yaml with its comments, so that an operator can change it without the manual. Reading it gives equal settings. */
public final class SettingsText {
    private final StringBuilder out = new StringBuilder();

    private SettingsText() {}

    public static String of(RealmSettings settings) {
        SettingsText text = new SettingsText();
        text.realm(settings);
        text.listen(settings.listen());
        text.tickets(settings.kdc());
        text.neighbours(settings);
        text.log(settings.log());
        return text.out.toString();
    }

    private void realm(RealmSettings settings) {
        line("# Settings of this realm's server. Saving the file, or SIGHUP, brings into force: maxLife, maxRenew,");
        line(
                "# enctypes, hideUnknownUsers, adminLoginAge, trustRotation, allowPrivatePeers, listen.tcp, listen.https,");
        line("# domains, capaths, tellTrusts. The rest counts from the next start. A file with a mistake changes");
        line("# nothing; the log says why.");
        line("");
        line("realm: " + quoted(settings.realm().value()));
        line("# The DNS name under which others know this server.");
        line("publicName: " + quoted(settings.publicName()));
        line("# sqlite: store.db beside this file.");
        line("store: " + settings.store());
        line("# Who administers over the network must have logged in (kinit) at most so long ago.");
        line("adminLoginAge: " + KerberosDuration.format(settings.adminLoginAge()));
        line(
                "# How long trusts by agreement use one key for new tickets; then the realms agree on the next by themselves.");
        line("trustRotation: " + KerberosDuration.format(settings.trustRotation()));
        line("# true: peers' DNS and documents may lead this server into private networks, as where realms are in one");
        line("# building. false: only the very URL of a trust that an administrator typed may.");
        line("allowPrivatePeers: " + settings.allowPrivatePeers());
        line("");
    }

    private void listen(ListenSettings listen) {
        line("listen:");
        line("  # Addresses or names; \"*\" is every address of this machine.");
        line("  hosts: " + list(listen.hosts()));
        line("  # UDP and TCP. 0 lets the system choose at every start.");
        line("  kdcPort: " + listen.kdcPort());
        line("  kpasswdPort: " + listen.kpasswdPort());
        line("  httpsPort: " + listen.httpsPort());
        line("  # Threads per address; 0 is one per core.");
        line("  udpThreads: " + listen.udpThreads());
        line("  tcp:");
        line("    # When a connection comes that is one too many, the longest idle one is closed.");
        line("    connections: " + listen.tcp().connections());
        line("    connectionsPerAddress: " + listen.tcp().connectionsPerAddress());
        line("    # How long a connection may be silent, and how long one request may take to come in.");
        line("    idle: " + KerberosDuration.format(listen.tcp().idle()));
        line("    request: " + KerberosDuration.format(listen.tcp().request()));
        line("  # The same for the HTTPS port; a TLS handshake, too, must be over within the time of a request.");
        line("  https:");
        line("    connections: " + listen.https().connections());
        line("    connectionsPerAddress: " + listen.https().connectionsPerAddress());
        line("    idle: " + KerberosDuration.format(listen.https().idle()));
        line("    request: " + KerberosDuration.format(listen.https().request()));
        line("  # Addresses and networks that may read the server's figures at https://HOST/metrics.");
        line("  monitors: "
                + list(listen.monitors().stream().map(AddressRange::toString).toList()));
        line("");
    }

    private void tickets(KdcSettings kdc) {
        line("# How far a client's clock may be off, either way.");
        line("clockSkew: " + KerberosDuration.format(kdc.clockSkew()));
        line("# No ticket lives longer, whatever its principals allow.");
        line("maxLife: " + KerberosDuration.format(kdc.maxLife()));
        line("maxRenew: " + KerberosDuration.format(kdc.maxRenew()));
        line("# What this realm serves, the preferred first.");
        line("enctypes:");
        kdc.etypes().forEach(etype -> line("  - " + etype));
        line("# true: who proves nothing cannot tell users that exist from users that do not, nor learn that one is");
        line("# locked or expired; a user who is locked out learns why only by the right password.");
        line("# Pre-authentication is asked of everybody then, whatever a principal requires.");
        line("hideUnknownUsers: " + kdc.hideUnknownUsers());
        line("");
    }

    private void neighbours(RealmSettings settings) {
        line(
                "# DNS domain to realm, as [domain_realm] in krb5.conf: with a leading dot the hosts below it. Says where");
        line("# services are, and whose users NAME@DOMAIN are when they log in by such an enterprise name.");
        if (settings.domains().isEmpty()) {
            line("# domains:");
            line("#   .bergen.example: BERGEN.EXAMPLE");
        } else {
            line("domains:");
            new TreeMap<>(settings.domains())
                    .forEach((domain, realm) -> line("  " + quoted(domain) + ": " + quoted(realm.value())));
        }
        line(
                "# The client's realm, the service's realm: the realms between, in order; \".\" is none. It is then the only way.");
        if (settings.capaths().isEmpty()) {
            line("# capaths:");
            line("#   LUEBECK.EXAMPLE:");
            line("#     OSLO.EXAMPLE: [BERGEN.EXAMPLE]");
        } else {
            line("capaths:");
            new TreeMap<>(settings.capaths()).forEach(this::capath);
        }
        line(
                "# Whether this realm's document, which everybody may read, tells with which realms it has trusts. Others' KDCs");
        line("# then find the shortest way by it.");
        line("tellTrusts: " + settings.tellTrusts());
        line("");
    }

    private void capath(RealmName client, Map<RealmName, List<RealmName>> paths) {
        line("  " + quoted(client.value()) + ":");
        new TreeMap<>(paths).forEach((service, between) -> {
            List<String> names = between.stream().map(RealmName::value).toList();
            line("    " + quoted(service.value()) + ": " + list(names.isEmpty() ? List.of(".") : names));
        });
    }

    private void log(LogSettings log) {
        line("log:");
        line("  # A relative path starts beside this file.");
        line("  directory: " + quoted(log.directory()));
        line("  # kdc.log: a line per request, as KDC administrators know it.");
        line("  text: " + log.text());
        line("  # audit.jsonl: the same for machines.");
        line("  json: " + log.json());
        line("  # A new file begins every midnight and past this size; so many old ones stay, as they are.");
        line("  maxMegabytes: " + log.maxMegabytes());
        line("  keep: " + log.keep());
    }

    static String list(List<String> words) {
        return words.stream().map(SettingsText::quoted).toList().toString();
    }

    /** YAML's double-quoted form: a realm may be called NO or 12 or hold a colon. */
    static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
