package org.hanse.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hanse.bench.population.MitDump;
import org.hanse.bench.population.Population;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;

/** MIT's krb5kdc from the unpacked Debian packages, with its DB2 module. */
public final class Krb5kdc implements KdcServer {
    private final Checkout checkout;
    private final SecureRandom random;
    private final String name;
    private final String description;
    private final boolean best;
    private final InetSocketAddress address = Checkout.freePort();
    private Path folder = Path.of("");

    private Krb5kdc(Checkout checkout, SecureRandom random, String name, String description, boolean best) {
        this.checkout = checkout;
        this.random = random;
        this.name = name;
        this.description = description;
        this.best = best;
    }

    /** What its documentation offers for speed: no writes at log-in, a longer queue for TCP; and here no log either. */
    public static Krb5kdc atItsBest(Checkout checkout, SecureRandom random) {
        return new Krb5kdc(
                checkout,
                random,
                "krb5kdc",
                "krb5kdc at its best: logging to /dev/null, disable_last_success, disable_lockout, disable_pac,"
                        + " kdc_tcp_listen_backlog 128",
                true);
    }

    public static Krb5kdc byDefault(Checkout checkout, SecureRandom random) {
        return new Krb5kdc(
                checkout,
                random,
                "krb5kdc-default",
                "krb5kdc by default: a log file, last success and lockout kept in DB2; but disable_pac",
                false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void prepare(Population population, Path empty) {
        folder = empty;
        try {
            Files.writeString(folder.resolve("kdc.conf"), kdcConf(population));
            Files.writeString(
                    folder.resolve("krb5.conf"), """
                    [libdefaults]
                     default_realm = %s
                     plugin_base_dir = %s
                     dns_lookup_kdc = false
                    """.formatted(Population.REALM, checkout.stock("MIT_PLUGINS")));
            tool("kdb5_util", "create", "-s", "-P", "master").run(folder.resolve("create.log"));
            ProtocolKey master = ProtocolKey.of(
                    Keytab.read(folder.resolve("stash")).entries().get(0).key());
            Path dump = folder.resolve("population.dump");
            new MitDump(master, random).write(population, dump);
            tool("kdb5_util", "load", "-update", dump.toString()).run(folder.resolve("load.log"));
            Files.delete(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String kdcConf(Population population) {
        return """
                [kdcdefaults]
                 kdc_listen = 127.0.0.1:%2$d
                 kdc_tcp_listen = 127.0.0.1:%2$d
                %8$s                [realms]
                 %1$s = {
                  database_name = %3$s/principal
                  key_stash_file = %3$s/stash
                  acl_file = %3$s/kadm5.acl
                  supported_enctypes = %5$s:normal
                  max_life = 10h
                  max_renewable_life = 7d
                  # The other server makes no PAC: both do the same work.
                  disable_pac = true
                  database_module = db2
                 }
                [dbmodules]
                 db_module_dir = %4$s/kdb
                 db2 = {
                  db_library = db2
                %6$s }
                [logging]
                 kdc = FILE:%7$s
                """.formatted(
                        Population.REALM,
                        address.getPort(),
                        folder,
                        checkout.stock("MIT_PLUGINS"),
                        population.etype(),
                        best ? "  disable_last_success = true\n  disable_lockout = true\n" : "",
                        best ? "/dev/null" : folder + "/kdc.log",
                        best ? " kdc_tcp_listen_backlog = 128\n" : "");
    }

    @Override
    public boolean warmsUp() {
        return false;
    }

    @Override
    public ServerProcess start(int core) {
        return ServerProcess.start(tool("krb5kdc", "-n"), core, folder.resolve("krb5kdc.out"));
    }

    private Program tool(String program, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(checkout.stock("MIT") + "/usr/sbin/" + program, "-r", Population.REALM.value()));
        words.addAll(List.of(arguments));
        return new Program(
                words,
                Map.of(
                        "LD_LIBRARY_PATH", checkout.stock("MIT_LIBS"),
                        "KRB5_CONFIG", folder.resolve("krb5.conf").toString(),
                        "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString()));
    }
}
