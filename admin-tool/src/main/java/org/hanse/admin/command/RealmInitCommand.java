package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.SecretFiles;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.NewRealm;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.RealmInit;
import org.hanse.kdc.realm.StoreMaker;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.IdentityStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hanse realm init}. */
@Command(
        header = "Make a realm home.",
        description = {
            "Makes the folder DIR with everything that a server of realm R needs: settings (realm.yaml), the store, the"
                    + " master key that seals it, the TLS key and certificates, and the principals krbtgt/R, admin/admin,"
                    + " HTTP/PUBLIC-NAME, HTTP/localhost, kadmin/admin and kadmin/changepw. Either all of it is made or"
                    + " nothing.",
            ""
        },
        footer = {
            "  hanse realm init --realm LUEBECK.EXAMPLE --home /etc/hanse --public-name kdc.luebeck.example \\",
            "      --admin-password-file admin.pw",
            "  hanse realm init --realm TEST.EXAMPLE --home ./test --host 127.0.0.1 --kdc-port 0 \\",
            "      --admin-password-file admin.pw"
        })
final class RealmInitCommand implements HanseCommand {
    @Option(
            names = "--realm",
            paramLabel = "R",
            required = true,
            description = "Its name, usually a DNS name in capitals.")
    String realm;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            required = true,
            description = "The folder to make. It must not exist, or be empty. Its mode is 0700.")
    Path home;

    @Option(
            names = "--host",
            paramLabel = "ADDR",
            description = "An address to listen on; may be repeated. Default: every address of this machine.")
    List<String> hosts = new ArrayList<>();

    @Option(
            names = "--public-name",
            paramLabel = "DNS",
            description = "The name under which others know this server. Default: this machine's name, or localhost if"
                    + " every --host is a loopback address.")
    Optional<String> publicName = Optional.empty();

    @Option(
            names = "--kdc-port",
            paramLabel = "N",
            description = "UDP and TCP port of the KDC; 0 picks a free one and keeps it. Default: 88.")
    int kdcPort = NewRealm.KDC_PORT;

    @Option(
            names = "--kpasswd-port",
            paramLabel = "N",
            description = "UDP and TCP port for password changes; 0 as above. Default: 464.")
    int kpasswdPort = NewRealm.KPASSWD_PORT;

    @Option(names = "--https-port", paramLabel = "N", description = "TCP port for HTTPS; 0 as above. Default: 443.")
    int httpsPort = NewRealm.HTTPS_PORT;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "Where principals are kept: sqlite, the default, is a file in DIR. Nothing else is built yet.")
    Optional<String> store = Optional.empty();

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            required = true,
            description = "Holds the password of admin/admin; one trailing newline is dropped. A file that group or"
                    + " others can read is refused.")
    Path adminPassword;

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if (!store.orElse(RealmSettings.SQLITE).equals(RealmSettings.SQLITE)) {
            throw new UsageFailure("--store " + store.get() + " is not built yet", "leave it out or give sqlite");
        }
        RealmName name = Naming.realm(realm);
        for (int port : new int[] {kdcPort, kpasswdPort, httpsPort}) {
            if (port < 0 || port > 65535) {
                throw new UsageFailure("there is no port " + port, "give 1 to 65535, or 0 for a free one");
            }
        }
        RealmInit init = new RealmInit(stores(here), here.clock(), here.random(), RealmSession.actor(here));
        RealmSettings made = init.make(new NewRealm(
                name, home, hosts, publicName, kdcPort, kpasswdPort, httpsPort, SecretFiles.read(adminPassword)));
        here.out()
                .println("realm " + name + " is made in " + home + ", its KDC will listen on port "
                        + made.listen().kdcPort());
        return 0;
    }

    private static StoreMaker stores(Surroundings here) {
        return (folder, realm) -> new NewSqlite(RealmStore.create(folder, realm, here.clock(), here.random()));
    }

    /** The embedded store as {@link RealmInit} sees it. */
    private record NewSqlite(RealmStore store) implements StoreMaker.NewStore {
        @Override
        public PrincipalStore principals() {
            return store.principals();
        }

        @Override
        public IdentityStore identity() {
            return store.identity();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
