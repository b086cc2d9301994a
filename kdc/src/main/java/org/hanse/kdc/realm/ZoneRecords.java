package org.hanse.kdc.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;

/**
 * The records by which clients find a realm without a krb5.conf, in the form of a zone file: SRV as in RFC 4120 §7.2.3.2, URI
 * (RFC 7553) as MIT's clients ask for first, and TXT for the realm of a domain, which clients believe only where dns_lookup_realm is
 * on: whoever can forge it chooses the realm.
 */
public final class ZoneRecords {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})+");
    private static final int HTTPS_PORT = 443;

    private final RealmSettings settings;
    private final List<String> lines = new ArrayList<>();

    private ZoneRecords(RealmSettings settings) {
        this.settings = settings;
    }

    /**
     * @throws RealmFailure if the realm is not named like a domain, or the server's public name is none: the DNS can say nothing of such
     */
    public static String of(RealmSettings settings) throws RealmFailure {
        String realm = settings.realm().value();
        String host = settings.publicName();
        if (!DOMAIN.matcher(realm).matches()) {
            throw RealmFailure.refused(
                    "realm " + realm + " is not named like a DNS domain, so clients look for it nowhere in the DNS",
                    "give clients a krb5.conf");
        }
        if (!DOMAIN.matcher(host).matches() || host.matches("[0-9.]+")) {
            throw RealmFailure.refused(
                    "publicName in realm.yaml is \"" + host + "\", and records need the server's full name in the DNS",
                    "set publicName to a name such as kdc." + realm.toLowerCase(Locale.ROOT));
        }
        ZoneRecords zone = new ZoneRecords(settings);
        zone.servers(realm, host);
        zone.domains();
        return String.join("\n", zone.lines) + "\n";
    }

    private void servers(String realm, String host) {
        ListenSettings listen = settings.listen();
        int kdc = listen.kdcPort();
        lines.add("; realm " + realm + ": into the zone of " + realm.toLowerCase(Locale.ROOT));
        srv("_kerberos._udp." + realm, kdc, host);
        srv("_kerberos._tcp." + realm, kdc, host);
        uri("_kerberos." + realm, 1, "krb5srv:m:udp:" + host + ":" + kdc);
        uri("_kerberos." + realm, 2, "krb5srv:m:tcp:" + host + ":" + kdc);
        String port = listen.httpsPort() == HTTPS_PORT ? "" : ":" + listen.httpsPort();
        uri("_kerberos." + realm, 3, "krb5srv:m:kkdcp:https://" + host + port + "/KdcProxy");
    }

    /** Whose the hosts of a domain are, as realm.yaml says. */
    private void domains() {
        settings.domains().forEach((domain, realm) -> {
            String name = domain.startsWith(".") ? domain.substring(1) : domain;
            if (DOMAIN.matcher(name).matches()) {
                lines.add(record("_kerberos." + name, "TXT", "\"" + realm + "\""));
            }
        });
    }

    private void srv(String name, int port, String host) {
        lines.add(record(name, "SRV", "0 100 " + port + " " + host + "."));
    }

    private void uri(String name, int priority, String target) {
        lines.add(record(name, "URI", priority + " 1 \"" + target + "\""));
    }

    private static String record(String name, String type, String data) {
        return String.format(Locale.ROOT, "%-40s 3600 IN %-3s %s", name + ".", type, data);
    }
}
