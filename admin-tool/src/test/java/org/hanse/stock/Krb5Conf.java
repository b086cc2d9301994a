package org.hanse.stock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client's krb5.conf: what {@code hanse krb5-conf} prints, with lines of the test put in front of it, section by section. */
final class Krb5Conf {
    private final String text;

    private Krb5Conf(String text) {
        this.text = text;
    }

    static Krb5Conf of(HanseRealm... realms) {
        return new Krb5Conf(
                StockTools.hanse("krb5-conf").with(homes(realms)).succeeds().out());
    }

    /** For who has no other way out. */
    static Krb5Conf overHttps(HanseRealm... realms) {
        return new Krb5Conf(StockTools.hanse("krb5-conf", "--transport", "https")
                .with(homes(realms))
                .succeeds()
                .out());
    }

    private static String[] homes(HanseRealm... realms) {
        return Stream.of(realms)
                .flatMap(realm -> Stream.of("--home", realm.home().toString()))
                .toArray(String[]::new);
    }

    /** With the certificates of another realm. */
    Krb5Conf anchoredBy(HanseRealm realm) {
        return new Krb5Conf(text.replaceAll("FILE:\\S*ca\\.pem", "FILE:" + realm.home() + "/tls/ca.pem"));
    }

    /** For a realm of MIT's alone. */
    static Krb5Conf of(MitRealm realm) {
        return new Krb5Conf("")
                .realm(realm)
                .libdefault("default_realm", realm.name())
                .libdefault("dns_lookup_kdc", "false")
                .libdefault("dns_canonicalize_hostname", "false");
    }

    Krb5Conf realm(MitRealm realm) {
        return line("realms", realm.name() + " = {\n  kdc = 127.0.0.1:" + realm.port() + "\n }");
    }

    /** In front of what is there: of two values that name the same setting the first one counts. */
    Krb5Conf libdefault(String name, String value) {
        return line("libdefaults", name + " = " + value);
    }

    Krb5Conf host(String host, String realm) {
        return line("domain_realm", host + " = " + realm);
    }

    /** Which realms lie between two, in order: MIT's {@code [capaths]}. */
    Krb5Conf path(String from, String to, String... through) {
        String between = Stream.of(through)
                .map(realm -> "  " + to + " = " + realm + "\n")
                .collect(Collectors.joining());
        return line("capaths", from + " = {\n" + between + " }");
    }

    /** Without {@code [domain_realm]} and {@code [capaths]}: of a client that leaves to its realm what realms know. */
    Krb5Conf withoutRealmsOfHosts() {
        return new Krb5Conf(text.substring(0, text.indexOf("[domain_realm]")));
    }

    /** Heimdal takes the transport from the address. */
    Krb5Conf overTcp(HanseRealm realm) {
        return new Krb5Conf(text.replace("kdc = " + realm.kdc(), "kdc = tcp/" + realm.kdc()));
    }

    /** Only this enctype is asked for and accepted. */
    Krb5Conf only(String enctype) {
        return libdefault("permitted_enctypes", enctype)
                .libdefault("default_tkt_enctypes", enctype)
                .libdefault("default_tgs_enctypes", enctype);
    }

    private Krb5Conf line(String section, String line) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        String heading = "[" + section + "]";
        if (!lines.contains(heading)) {
            lines.add(heading);
        }
        lines.add(lines.indexOf(heading) + 1, " " + line);
        return new Krb5Conf(String.join("\n", lines) + "\n");
    }

    @Override
    public String toString() {
        return text;
    }
}
