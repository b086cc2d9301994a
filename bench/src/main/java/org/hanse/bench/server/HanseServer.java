package org.hanse.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.bench.population.HanseImport;
import org.hanse.bench.population.Population;
import org.hanse.protocol.channel.HttpsChannel;

/** {@code hanse server} as an operator runs it: scripts/hanse, SQLite, both logs on. */
public final class HanseServer implements KdcServer {
    private final Checkout checkout;
    private final Jdk jdk;
    private final String serverOptions;
    private final InetSocketAddress address = Checkout.freePort();
    private final InetSocketAddress https = Checkout.freePort();
    private Path folder = Path.of("");

    /** @param serverOptions for the JVM of the server, apart by spaces; the commands that prepare the realm run without */
    public HanseServer(Checkout checkout, Jdk jdk, String serverOptions) {
        this.checkout = checkout;
        this.jdk = jdk;
        this.serverOptions = serverOptions;
    }

    @Override
    public String name() {
        return "hanse-jdk" + jdk.major();
    }

    @Override
    public String description() {
        return "hanse on JDK " + jdk.version() + ": SQLite, every request in kdc.log and audit.jsonl"
                + (serverOptions.isEmpty() ? "" : ", " + serverOptions);
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Optional<HttpsChannel.Proxy> https() {
        return Optional.of(new HttpsChannel.Proxy(https, "localhost", "/KdcProxy", RealmAuthority.of(home())));
    }

    @Override
    public void prepare(Population population, Path empty) {
        folder = empty;
        try {
            Path password = Files.createFile(
                    folder.resolve("admin-password"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, "bench\n");
            hanse("realm", "init", "--realm", Population.REALM.value(), "--host", "127.0.0.1")
                    .and("--kdc-port", Integer.toString(address.getPort()))
                    .and("--kpasswd-port", "0", "--https-port", Integer.toString(https.getPort()))
                    .and("--admin-password-file", password.toString())
                    .program()
                    .run(folder.resolve("init.log"));
            servingOnly(population);
            Path lines = folder.resolve("population.jsonl");
            HanseImport.write(population, lines);
            hanse("principal", "import", lines.toString()).program().run(folder.resolve("import.log"));
            Files.delete(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One enctype for all, tickets of the realm's own TGS included. */
    private void servingOnly(Population population) throws IOException {
        Path settings = home().resolve("realm.yaml");
        List<String> lines = new ArrayList<>(Files.readAllLines(settings));
        lines.removeIf(line -> line.startsWith("enctypes:") || line.startsWith("  - aes"));
        lines.add("enctypes: [" + population.etype() + "]");
        Files.write(settings, lines);
    }

    /** Runs a command of the operator on the realm, whether the server runs or not; what it says goes to {@code log}. */
    public void admin(Path log, String... command) {
        hanse(command).program().run(log);
    }

    @Override
    public boolean warmsUp() {
        return true;
    }

    @Override
    public ServerProcess start(int core) {
        Map<String, String> environment = new HashMap<>(java());
        environment.put("HANSE_JAVA_OPTS", serverOptions);
        Program server = new Program(hanse("server").program().words(), environment);
        return ServerProcess.start(server, core, folder.resolve("server.out"));
    }

    /** The realm's folder, once it is prepared. */
    public Path home() {
        return folder.resolve("home");
    }

    private Map<String, String> java() {
        return Map.of("HANSE_JAVA", jdk.home().resolve("bin/java").toString());
    }

    private Words hanse(String... command) {
        List<String> words = new ArrayList<>(List.of(checkout.script("hanse").toString()));
        words.addAll(List.of(command));
        words.addAll(List.of("--home", home().toString()));
        return new Words(words);
    }

    /** A command line that grows. */
    private final class Words {
        private final List<String> words;

        Words(List<String> words) {
            this.words = words;
        }

        Words and(String... more) {
            words.addAll(List.of(more));
            return this;
        }

        Program program() {
            return new Program(words, java());
        }
    }
}
