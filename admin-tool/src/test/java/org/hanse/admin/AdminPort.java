package org.hanse.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.hanse.client.kdc.HttpAnchors;
import org.hanse.kdc.RealmServer;
import org.hanse.protocol.channel.HttpsCall;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.gss.GssFlags;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;

/** A realm LUEBECK.EXAMPLE whose server runs, and its /admin/v1 as a program of anybody's would use it. */
final class AdminPort implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hanse admin;
    private final RealmServer server;
    private final Clock clock;
    private final SSLContext trust;

    private AdminPort(Hanse admin, RealmServer server, Clock clock) throws Exception {
        this.admin = admin;
        this.server = server;
        this.clock = clock;
        try (InputStream file = Files.newInputStream(caFile())) {
            this.trust = HttpAnchors.believing(
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(file)));
        }
        Files.writeString(admin.folder().resolve("krb5.conf"), admin.ok("krb5-conf"));
    }

    static AdminPort in(Path folder) throws Exception {
        return in(folder, Clock.systemUTC());
    }

    static AdminPort in(Path folder, Clock clock) throws Exception {
        Hanse admin = Hanse.withRealm(folder);
        return new AdminPort(admin, RealmServer.start(admin.home(), clock, new SecureRandom()), clock);
    }

    /** At the home. */
    Hanse home() {
        return admin;
    }

    Path caFile() {
        return admin.home().resolve("tls/ca.pem");
    }

    String url() {
        return "https://localhost:" + port();
    }

    SSLContext trust() {
        return trust;
    }

    private int port() {
        return Integer.parseInt(server.readyLine().replaceAll(".*https=.*:", ""));
    }

    /** Somebody at another machine, without a ticket. */
    Hanse desk(String name) throws IOException {
        Path folder = Files.createDirectories(admin.folder().resolve("desk-" + name));
        return Hanse.in(folder)
                .env("KRB5_CONFIG", admin.folder().resolve("krb5.conf").toString())
                .env("KRB5CCNAME", "FILE:" + folder.resolve("cc"));
    }

    /** Somebody who has logged in. */
    Hanse desk(String principal, String password) throws IOException {
        Hanse desk = desk(principal.replace('/', '-'));
        Hanse.Outcome login = desk.typing(password + "\n", "kinit", principal + "@LUEBECK.EXAMPLE");
        if (login.exit() != 0) {
            throw new AssertionError(login);
        }
        return desk;
    }

    /** The ticket of somebody who has logged in. */
    Credential ticket(Hanse desk, String service) throws IOException {
        desk.ok("kvno", "-q", service);
        return CredentialCache.read(desk.folder().resolve("cc")).credentials().stream()
                .filter(one -> (one.server() + "@").startsWith(service + "@"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    Credential ticket(Hanse desk) throws IOException {
        return ticket(desk, "HTTP/localhost");
    }

    /** Puts another admin.acl in the place of the one before, as editors do. */
    void acl(String... lines) throws IOException {
        Path next = Files.write(admin.home().resolve("next.acl"), List.of(lines));
        Files.move(next, admin.home().resolve("admin.acl"), StandardCopyOption.REPLACE_EXISTING);
    }

    List<String> audit() throws IOException {
        return Files.readAllLines(admin.home().resolve("log/audit.jsonl"));
    }

    record Answer(int status, JsonNode body, Optional<String> challenge) {
        String code() {
            return body.path("code").asText();
        }
    }

    /** A request in the making: good in all that is not changed. */
    final class Request {
        private final String path;
        private final byte[] body;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Optional<Credential> ticket = Optional.empty();
        private Optional<X509Certificate> boundTo = Optional.empty();
        private String host = "localhost";

        private Request(String path, byte[] body) {
            this.path = path;
            this.body = body;
            headers.put("Content-Type", "application/json");
            headers.put("Hanse-Request-Id", UUID.randomUUID().toString());
        }

        Request with(Credential login) {
            ticket = Optional.of(login);
            return this;
        }

        Request boundTo(X509Certificate certificate) {
            boundTo = Optional.of(certificate);
            return this;
        }

        Request header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Request without(String name) {
            headers.remove(name);
            return this;
        }

        Request host(String other) {
            host = other;
            return this;
        }

        Answer send() throws Exception {
            HttpsCall.Server where = new HttpsCall.Server(new InetSocketAddress("127.0.0.1", port()), host, trust);
            HttpsCall.Answer answer =
                    HttpsCall.exchange(where, shown -> post(boundTo.orElse(shown)), 1 << 20, Duration.ofSeconds(60));
            return new Answer(answer.status(), JSON.readTree(json(answer)), answer.header("www-authenticate"));
        }

        private byte[] json(HttpsCall.Answer answer) {
            return answer.header("content-type").orElse("").startsWith("application/json")
                    ? answer.body().toByteArray()
                    : "{}".getBytes(StandardCharsets.UTF_8);
        }

        private HttpsCall.Request post(X509Certificate certificate) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            ticket.ifPresent(login -> all.put("Authorization", "Negotiate " + token(login, certificate)));
            return HttpsCall.Request.post("/admin/v1/" + path, all, Octets.wrap(body));
        }
    }

    Request post(String path, String json) {
        return post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    Request post(String path, byte[] body) {
        return new Request(path, body);
    }

    String token(Credential login, X509Certificate certificate) {
        try {
            GssInitiator.Credential credential = new GssInitiator.Credential(
                    login.client(),
                    KerberosCodec.decodeTicket(login.ticket().toByteArray()),
                    ProtocolKey.of(login.key()));
            GssInitiator kerberos = new GssInitiator(
                    credential,
                    GssFlags.NONE.with(GssFlags.GssFlag.MUTUAL),
                    Optional.of(ChannelBindings.tlsServerEndPoint(certificate)),
                    clock,
                    new SecureRandom());
            return Base64.getEncoder().encodeToString(new SpnegoInitiator(kerberos).firstToken());
        } catch (Exception bug) {
            throw new AssertionError(bug);
        }
    }

    JsonNode get(String path) throws Exception {
        HttpsURLConnection connection =
                (HttpsURLConnection) new URI(url() + path).toURL().openConnection();
        connection.setSSLSocketFactory(trust.getSocketFactory());
        try (InputStream in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
