package org.hanse.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Hanse realm as an operator makes it: {@code hanse realm init} and {@code hanse server}, on free ports, in a folder of the test. */
final class HanseRealm implements AutoCloseable {
    private final String name;
    private final Path folder;
    private Daemon server;
    private int passwords;

    private HanseRealm(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    static HanseRealm start(String name, Path folder) {
        return start(name, folder, settings -> settings);
    }

    /** With other settings than those that {@code hanse realm init} writes into realm.yaml. */
    static HanseRealm start(String name, Path folder, UnaryOperator<String> settings) {
        try {
            HanseRealm realm = new HanseRealm(name, Files.createDirectories(folder));
            StockTools.hanse(
                            "realm",
                            "init",
                            "--realm",
                            name,
                            "--home",
                            realm.home().toString())
                    .with("--host", "127.0.0.1", "--kdc-port", "0", "--https-port", "0")
                    .with(
                            "--admin-password-file",
                            realm.secret("admin-password").toString())
                    .succeeds();
            Path yaml = realm.home().resolve("realm.yaml");
            Files.writeString(yaml, settings.apply(Files.readString(yaml)));
            realm.startServer();
            return realm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    Path home() {
        return folder.resolve("home");
    }

    /** An admin command on this home. */
    Command admin(String... arguments) {
        return StockTools.hanse(arguments).with("--home", home().toString());
    }

    HanseRealm person(String principal, String password, String... options) {
        admin("principal", "add", principal, "--password-file", secret(password).toString())
                .with(options)
                .succeeds();
        return this;
    }

    HanseRealm service(String principal, String... options) {
        admin("principal", "add", principal, "--random-key").with(options).succeeds();
        return this;
    }

    HanseRealm alias(String principal, String alias) {
        admin("principal", "alias", principal, alias).succeeds();
        return this;
    }

    Path keytab(String principal) {
        Path keytab = folder.resolve(principal.replace('/', '_') + ".keytab");
        admin("keytab", "export", "-o", keytab.toString(), principal).succeeds();
        return keytab;
    }

    /** One side of a trust; the other side needs the same password. */
    HanseRealm trusts(String peer, String password, String... policy) {
        admin(
                        "trust",
                        "shared-secret",
                        peer,
                        "--password-file",
                        secret(password).toString())
                .with(policy)
                .succeeds();
        return this;
    }

    /** One side of a trust by agreement; the other side has to declare this realm, too. */
    HanseRealm declares(HanseRealm peer, String... options) {
        admin("trust", "declare", peer.name(), "--url", peer.url(), "--fingerprint", peer.id())
                .with(options)
                .succeeds();
        return this;
    }

    /** What this realm's operator tells others by telephone. */
    private String id() {
        return json("\"id\"", admin("realm", "show", "--json").succeeds().out());
    }

    private static String json(String field, String json) {
        Matcher found = Pattern.compile(field + "\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new AssertionError("no " + field + " in " + json);
        }
        return found.group(1);
    }

    /** Under the name that the certificate has. */
    private String url() {
        return "https://localhost:" + field("https").replaceAll(".*:", "");
    }

    /** The epoch whose keys seal tickets for {@code peer}; 0 if none do. */
    int issuing(String peer) {
        String shown = admin("trust", "show", peer, "--json").succeeds().out();
        Matcher issuing = Pattern.compile("\"issuing\"\\s*:\\s*(\\d+)").matcher(shown);
        return issuing.find() ? Integer.parseInt(issuing.group(1)) : 0;
    }

    void startServer() {
        server = Daemon.start(
                StockTools.hanse("server", "--home", home().toString()), folder.resolve("server.log"), "ready ");
    }

    Daemon server() {
        return server;
    }

    /** What the server's request log says from now on. */
    Requests requests() {
        return Requests.fromNow(home().resolve("log/audit.jsonl"));
    }

    /** HOST:PORT of the KDC, from the ready line. */
    String kdc() {
        return field("kdc");
    }

    /** The port of HTTPS, from the ready line. */
    String httpsPort() {
        return field("https").replaceAll(".*:", "");
    }

    private String field(String name) {
        for (String word : server.line("ready ").split(" ")) {
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        throw new AssertionError("no " + name + " in the ready line");
    }

    /** A file that only its owner may read, holding a password. */
    synchronized Path secret(String password) {
        return ownersFile(folder.resolve("secret-" + passwords++), password);
    }

    static Path ownersFile(Path file, String content) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, content + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of a principal as {@code principal show --json} names them, for assertions. */
    List<String> enctypes(String principal) {
        String json = admin("principal", "show", principal, "--json").succeeds().out();
        List<String> found = new ArrayList<>();
        var matcher = Pattern.compile("\"enctype\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Override
    public void close() {
        server.close();
    }
}
