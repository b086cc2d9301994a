package org.hanse.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** A realm of MIT krb5: its krb5kdc on a free loopback port, with a database in a folder of the test. */
final class MitRealm implements AutoCloseable {
    private final String name;
    private final Path folder;
    private final int port;
    private final Daemon kdc;

    private MitRealm(String name, Path folder, int port, UnaryOperator<Krb5Conf> settings) {
        this.name = name;
        this.folder = folder;
        this.port = port;
        write("kdc.conf", """
                [kdcdefaults]
                 kdc_listen = 127.0.0.1:%2$d
                 kdc_tcp_listen = 127.0.0.1:%2$d
                [realms]
                 %1$s = {
                  database_name = %3$s/principal
                  key_stash_file = %3$s/stash
                  acl_file = %3$s/kadm5.acl
                  supported_enctypes = aes256-sha1:normal aes128-sha1:normal aes128-sha2:normal aes256-sha2:normal
                  max_life = 10h
                 }
                [dbmodules]
                 db_module_dir = %4$s/kdb
                """.formatted(name, port, folder, StockTools.path("MIT_PLUGINS")));
        Krb5Conf conf = Krb5Conf.of(this).libdefault("plugin_base_dir", StockTools.path("MIT_PLUGINS"));
        write("krb5.conf", settings.apply(conf).toString());
        tool("kdb5_util", "create", "-s", "-P", "master").succeeds();
        kdc = Daemon.start(tool("krb5kdc", "-n"), folder.resolve("krb5kdc.log"), "krb5kdc: starting");
    }

    /** {@code folder} must be there and empty. */
    static MitRealm start(String name, Path folder) {
        return start(name, folder, conf -> conf);
    }

    /** With settings of the KDC's own krb5.conf, such as the paths that it accepts. */
    static MitRealm start(String name, Path folder, UnaryOperator<Krb5Conf> settings) {
        try {
            return new MitRealm(name, Files.createDirectories(folder), freePort(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** One query of kadmin.local; it reports failures on standard error and with its exit code. */
    MitRealm kadmin(String query) {
        tool("kadmin.local", "-q", query).succeeds();
        return this;
    }

    Path keytab(String principal) {
        Path keytab = folder.resolve(principal.replace('/', '_') + ".keytab");
        kadmin("ktadd -norandkey -k " + keytab + " " + principal);
        return keytab;
    }

    private Command tool(String program, String... arguments) {
        return StockTools.mit(program, "-r", name)
                .with(arguments)
                .env("KRB5_CONFIG", folder.resolve("krb5.conf").toString())
                .env("KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString());
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that is free for UDP and for TCP at this moment, and that the system lends to no client. */
    static int freePort() throws IOException {
        for (int attempt = 0; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    DatagramSocket udp = new DatagramSocket(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()))) {
                return udp.getLocalPort();
            } catch (IOException taken) {
                if (attempt == 20) {
                    throw taken;
                }
            }
        }
    }

    @Override
    public void close() {
        kdc.close();
    }
}
