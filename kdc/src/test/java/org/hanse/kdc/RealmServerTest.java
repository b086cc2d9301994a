package org.hanse.kdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsText;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.realm.TestCertificates;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.ListenFault;
import org.hanse.kdc.transport.TlsClient;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RealmServerTest {
    private static final RealmName REALM = new RealmName("A.TEST");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private Path home;
    private Optional<RealmServer> server = Optional.empty();

    @BeforeEach
    void makeHome() throws IOException {
        home = folder.resolve("home");
        try (RealmStore store = RealmStore.create(home, REALM, CLOCK, RANDOM)) {
            add(store, PrincipalName.krbtgt(REALM));
        }
        writeSettings(0);
    }

    @AfterEach
    void close() {
        server.ifPresent(RealmServer::close);
    }

    @Test
    void readyServerAnswersOverBothTransports() throws Exception {
        RealmServer ready = start();

        assertThat(ready.readyLine()).matches("ready realm=A\\.TEST kdc=127\\.0\\.0\\.1:\\d+ kpasswd=- https=-");
        assertThat(askOverUdp("nobody")).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());
        assertThat(askOverTcp("nobody")).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());
    }

    @Test
    void aServerWithoutCertificatesServesKerberosAndOpensHttpsWhenTheyCome() throws Exception {
        RealmServer ready = start();
        assertThat(ready.readyLine()).endsWith(" https=-");
        await().until(() -> log().contains("hanse(error): HTTPS is not served: " + home.resolve("tls/server.pem")
                + " cannot be read; put the HTTPS port's certificate and key there, or check owner and mode"));

        TestCertificates.write(home.resolve("tls"), CLOCK.instant());

        await().until(() -> ready.readyLine().matches(".* https=127\\.0\\.0\\.1:\\d+"));
        int port = Integer.parseInt(ready.readyLine().replaceAll(".*:", ""));
        try (TlsClient client = TlsClient.connect(
                new InetSocketAddress("127.0.0.1", port), TlsClient.trusting(home.resolve("tls/ca.pem")))) {
            assertThat(client.write("GET /KdcProxy HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void aCertificateThatDoesNotFitItsKeyChangesNothing() throws Exception {
        Path tls = TestCertificates.write(home.resolve("tls"), CLOCK.instant());
        RealmServer ready = start();
        String https = ready.readyLine();
        assertThat(https).doesNotEndWith("-");
        Path other = TestCertificates.write(folder.resolve("other"), CLOCK.instant());

        Files.copy(other.resolve("server.pem"), tls.resolve("server.pem"), StandardCopyOption.REPLACE_EXISTING);
        await().until(() -> log().contains("HTTPS keeps its certificate: " + tls.resolve("server.key")
                + " is not the key of the first certificate of " + tls.resolve("server.pem")));
        Files.copy(other.resolve("server.key"), tls.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);

        await().until(() -> log().contains("HTTPS shows the certificate of " + tls.resolve("server.pem")));
        int port = Integer.parseInt(https.replaceAll(".*:", ""));
        try (TlsClient client = TlsClient.connect(
                new InetSocketAddress("127.0.0.1", port), TlsClient.trusting(other.resolve("ca.pem")))) {
            assertThat(client.protocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    @Tag("K-004")
    void lengthThatNoRequestHasIsAnsweredAndLogged() throws Exception {
        start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(new byte[] {(byte) 0x80, 0, 0, 0});
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(KerberosCodec.decodeKrbError(in.readNBytes(in.readInt())).code())
                    .isEqualTo(WireCode.KRB_ERR_FIELD_TOOLONG.number());
            assertThat(in.read()).isNegative();
        }
        await().until(() -> log().contains("127.0.0.1: REQUEST_TOO_LONG: <unknown client>"));
    }

    @Test
    void principalAddedByAnotherProcessIsKnownWithinASecond() throws Exception {
        start();
        assertThat(askOverUdp("alice")).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());

        try (RealmStore other = RealmStore.open(home, CLOCK, RANDOM)) {
            add(other, PrincipalName.of("alice"));
        }

        await().atMost(Duration.ofSeconds(3))
                .until(() -> askOverUdp("alice") == WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    void changedSettingsCountWithoutARestartAndBadOnesDoNot() throws Exception {
        // given
        try (RealmStore store = RealmStore.open(home, CLOCK, RANDOM)) {
            add(store, PrincipalName.of("alice"));
        }
        start();
        assertThat(askOverUdp("alice")).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
        Path file = home.resolve("realm.yaml");
        String text = Files.readString(file);

        // when a file with a mistake is followed by one that serves AES-128 only
        Files.writeString(file, text + "frobnicate: true\n");
        await().until(() -> log().contains("settings stay as they are: " + file + " line "));
        assertThat(askOverUdp("alice")).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
        Files.writeString(file, text.replaceAll("  - aes256.*\n", ""));

        // then
        await().until(() -> askOverUdp("alice") == WireCode.KDC_ERR_ETYPE_NOSUPP.number());
        // The log follows a hundredth of a second behind.
        await().until(() -> log().contains(file + " was read again"));
    }

    @Test
    @Tag("K-041")
    void aDomainThatIsMappedCountsWithoutARestart() throws Exception {
        try (RealmStore store = RealmStore.open(home, CLOCK, RANDOM)) {
            add(store, PrincipalName.of("alice"));
        }
        start();
        assertThat(askOverUdp("alice@a.example")).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());
        Path file = home.resolve("realm.yaml");

        Files.writeString(file, Files.readString(file) + "domains:\n  .a.example: A.TEST\n");

        await().until(() -> askOverUdp("alice@a.example") == WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    void changeThatNeedsARestartIsSaid() throws Exception {
        RealmServer running = start();
        Path file = home.resolve("realm.yaml");
        Files.writeString(file, Files.readString(file).replace("clockSkew: 5m", "clockSkew: 4m"));
        running.reload();
        await().until(() -> log().contains("some changes count from the next start"));
    }

    @Test
    void stoppedServerHasLoggedAndFreesItsPort() throws Exception {
        RealmServer first = start();
        askOverTcp("nobody");
        int port = port();
        first.stop();

        assertThat(log())
                .contains("CLIENT_NOT_FOUND: nobody@A.TEST for krbtgt/A.TEST@A.TEST")
                .contains("stopped");
        writeSettings(port);
        start();
        assertThat(port()).isEqualTo(port);
        assertThat(askOverUdp("nobody")).isEqualTo(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number());
    }

    @Test
    void portInUseIsOneSentence() throws Exception {
        start();
        writeSettings(port());

        ListenFault fault = catchThrowableOfType(ListenFault.class, () -> RealmServer.start(home, CLOCK, RANDOM));

        assertThat(fault)
                .hasMessage(
                        "TCP port " + port() + " on 127.0.0.1 is in use; stop the other server or choose another with"
                                + " listen.kdcPort in realm.yaml");
    }

    @Test
    void settingsOfAnotherRealmAreRefused() throws Exception {
        Path file = home.resolve("realm.yaml");
        Files.writeString(file, "realm: B.TEST\n");
        assertThat(catchThrowableOfType(SettingsFault.class, () -> RealmServer.start(home, CLOCK, RANDOM)))
                .hasMessage(file
                        + " names realm B.TEST and the store is realm A.TEST's; mend the realm line, a realm cannot"
                        + " be renamed");
    }

    private RealmServer start() throws Exception {
        RealmServer started = RealmServer.start(home, CLOCK, RANDOM);
        server = Optional.of(started);
        return started;
    }

    private void writeSettings(int port) throws IOException {
        RealmSettings settings = RealmSettings.defaults(REALM, "localhost")
                .withListen(new ListenSettings(
                        List.of("127.0.0.1"), port, 0, 0, 2, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS));
        Files.writeString(home.resolve("realm.yaml"), SettingsText.of(settings));
    }

    private static void add(RealmStore store, PrincipalName name) {
        PrincipalKey key = new PrincipalKey(
                Kvno.of(1),
                ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, RANDOM),
                Optional.empty(),
                Optional.empty());
        store.principals()
                .write(
                        "test",
                        changes -> changes.add(PrincipalDraft.of(name, List.of(key))
                                .withFlags(Set.of(
                                        PrincipalFlag.REQUIRES_PREAUTH,
                                        PrincipalFlag.ALLOW_TIX,
                                        PrincipalFlag.ALLOW_SVR,
                                        PrincipalFlag.ALLOW_TGS_REQ))));
    }

    private int port() {
        return Integer.parseInt(server.orElseThrow().readyLine().replaceAll(".*kdc=127.0.0.1:(\\d+) .*", "$1"));
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("log/kdc.log"));
    }

    private int askOverUdp(String user) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(10_000);
            byte[] request = request(user);
            socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port()));
            DatagramPacket answer = new DatagramPacket(new byte[5000], 5000);
            socket.receive(answer);
            return KerberosCodec.decodeKrbError(Arrays.copyOf(answer.getData(), answer.getLength()))
                    .code();
        }
    }

    private int askOverTcp(String user) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            byte[] request = request(user);
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(4 + request.length)
                            .putInt(request.length)
                            .put(request)
                            .array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return KerberosCodec.decodeKrbError(in.readNBytes(in.readInt())).code();
        }
    }

    /** In the name of a user, or by an enterprise name if it looks like one (RFC 6806 §5). */
    private static byte[] request(String user) {
        boolean enterprise = user.indexOf('@') >= 0;
        KdcRequestBody body = new KdcRequestBody(
                enterprise ? KdcOptions.of(KdcOptions.KdcOption.CANONICALIZE) : KdcOptions.NONE,
                Optional.of(new PrincipalName(enterprise ? NameType.ENTERPRISE : NameType.PRINCIPAL, List.of(user))),
                REALM,
                Optional.of(PrincipalName.krbtgt(REALM)),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                new Nonce(7),
                List.of(EncType.AES256_CTS_HMAC_SHA1_96),
                List.of(),
                Optional.empty(),
                List.of());
        return KerberosCodec.encode(
                new KdcRequest(MessageType.AS_REQ, List.of(), body, KerberosCodec.encodeBody(body)));
    }
}
