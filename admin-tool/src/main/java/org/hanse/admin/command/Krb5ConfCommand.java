package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.Krb5Conf;
import org.hanse.kdc.realm.Krb5Realm;
import org.hanse.kdc.realm.PeerKdcs;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.ZoneRecords;
import org.hanse.realmtrust.trust.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hanse krb5-conf}. */
@Command(
        header = "Print a krb5.conf for clients.",
        description = {
            "Prints a krb5.conf that MIT, Heimdal and JDK clients use as it is: the realms of the homes, those that they"
                    + " trust (with the KDCs that --kdc gave for the trust, else those that the peer's document names), their"
                    + " DNS domains, and paths through realms where a trust has --transit-to. The first home's realm is the default one.",
            ""
        },
        footer = {
            "  hanse krb5-conf --home /etc/hanse > /etc/krb5.conf",
            "  hanse krb5-conf --transport https --ca-out /etc/krb5.ca.pem > /etc/krb5.conf",
            "  hanse krb5-conf --dns >> db.luebeck.example",
            "  hanse krb5-conf --home ./luebeck --home ./bergen > krb5.conf && export KRB5_CONFIG=krb5.conf"
        })
final class Krb5ConfCommand implements HanseCommand {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "A realm home; may be repeated. Default: the environment's HANSE_HOME, else /etc/hanse.")
    List<Path> homes = new ArrayList<>();

    @Option(names = "--server", paramLabel = "URL", description = "Not built yet.")
    Optional<String> server = Optional.empty();

    @Option(
            names = "--transport",
            paramLabel = "native|https",
            description =
                    "How clients reach the KDCs: native is UDP and TCP, the default. https is for clients that have"
                            + " no other way out: MIT's and Hanse's take it, Heimdal's and the JDK's do not.")
    String transport = "native";

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description = "Writes the certificates that vouch for the homes' HTTPS ports; carry it along to where the"
                    + " clients are. Without it, --transport https names those in the homes.")
    Optional<Path> caOut = Optional.empty();

    @Option(
            names = "--dns",
            description =
                    "Prints, in place of the file, the SRV, URI and TXT records by which clients find the homes in the DNS:"
                            + " for their zones.")
    boolean dns;

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        if (!homes.isEmpty() && server.isPresent()) {
            throw new UsageFailure("--home and --server exclude each other", "give one of them");
        }
        if (!transport.equals("native") && !transport.equals("https")) {
            throw new UsageFailure("there is no transport \"" + transport + "\"", "give native or https");
        }
        if (server.isPresent()) {
            throw new UsageFailure("--server is not built yet", "leave it out");
        }
        List<Path> all = homes.isEmpty() ? List.of(HomeOption.fallback(here)) : homes;
        List<Krb5Realm> realms = new ArrayList<>();
        for (Path home : all) {
            try (RealmSession realm = RealmSession.open(home, here)) {
                Path anchors = caOut.orElse(anchors(home)).toAbsolutePath().normalize();
                realms.add(new Krb5Realm(realm.settings(), trusts(realm), anchors));
            }
        }
        if (caOut.isPresent()) {
            writeAnchors(all, caOut.get());
        }
        here.out().print(dns ? zones(realms) : conf(realms));
        here.out().flush();
        return 0;
    }

    /** By HTTPS clients come to peers through the home, which goes only where an operator said. */
    private List<Trust> trusts(RealmSession realm) {
        List<Trust> trusts = realm.trusts().all();
        if (transport.equals("https")) {
            return trusts;
        }
        return trusts.stream()
                .map(trust -> PeerKdcs.told(trust, realm.store().peerHistories()))
                .toList();
    }

    private String conf(List<Krb5Realm> realms) {
        return transport.equals("https") ? Krb5Conf.overHttps(realms) : Krb5Conf.of(realms);
    }

    private static String zones(List<Krb5Realm> realms) throws RealmFailure {
        StringBuilder zones = new StringBuilder();
        for (Krb5Realm realm : realms) {
            zones.append(ZoneRecords.of(realm.settings()));
        }
        return zones.toString();
    }

    private static Path anchors(Path home) {
        return home.resolve("tls").resolve("ca.pem");
    }

    private static void writeAnchors(List<Path> homes, Path file) throws CommandFailure {
        StringBuilder certificates = new StringBuilder();
        for (Path home : homes) {
            try {
                certificates.append(Files.readString(anchors(home)));
            } catch (IOException e) {
                throw new CommandFailure(
                        anchors(home) + " cannot be read", "put the certificate there that clients shall trust");
            }
        }
        try {
            Files.writeString(file, certificates);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be written", "check its folder, or give another with --ca-out");
        }
    }
}
