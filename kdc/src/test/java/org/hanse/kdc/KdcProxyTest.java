package org.hanse.kdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.NewRealm;
import org.hanse.kdc.realm.RealmInit;
import org.hanse.kdc.realm.StoreMaker;
import org.hanse.kdc.store.RealmStore;
import org.hanse.kdc.transport.TlsClient;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcProxyMessage;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.document.IdentityStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A realm's own KDC over HTTPS, MS-KKDCP, octet by octet. */
@Timeout(120)
class KdcProxyTest {
    private static final RealmName REALM = new RealmName("A.TEST");
    private static final String KERBEROS = "application/kerberos";

    @TempDir
    static Path folder;

    private static RealmServer server;
    private static InetSocketAddress address;
    private static SSLContext trust;
    private final List<TlsClient> open = new ArrayList<>();

    @BeforeAll
    static void startServer() throws Exception {
        Path home = folder.resolve("home");
        SecureRandom random = new SecureRandom();
        Clock clock = Clock.systemUTC();
        StoreMaker stores = (place, realm) -> new NewStore(RealmStore.create(place, realm, clock, random));
        new RealmInit(stores, clock, random, "test")
                .make(new NewRealm(
                        REALM,
                        home,
                        List.of("127.0.0.1"),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        SecretBytes.copyOf("secret".getBytes(StandardCharsets.UTF_8))));
        server = RealmServer.start(home, clock, random);
        String port = server.readyLine().replaceAll(".* https=127\\.0\\.0\\.1:(\\d+)", "$1");
        address = new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
        trust = TlsClient.trusting(home.resolve("tls/ca.pem"));
    }

    private record NewStore(RealmStore store) implements StoreMaker.NewStore {
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

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void close() throws IOException {
        for (TlsClient client : open) {
            client.close();
        }
    }

    @Test
    @Tag("K-246")
    void aRequestForThisRealmIsAnsweredByItsKdc() throws Exception {
        TlsClient.Reply reply = ask(proxied(request("admin/admin", REALM), "A.TEST"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.says("Content-Type: application/kerberos\r\n")).isTrue();
        // SEQUENCE, [0], OCTET STRING, then four octets that count what follows.
        KdcProxyMessage answer = KerberosCodec.decodeKdcProxyMessage(reply.body());
        assertThat(answer.targetDomain()).isEmpty();
        assertThat(codeOf(answer)).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    @Tag("K-246")
    void aRequestThatNamesNoRealmIsForThisOne() throws Exception {
        KdcProxyMessage unnamed = new KdcProxyMessage(Octets.wrap(request("admin/admin", REALM)), Optional.empty());

        assertThat(code(ask(KerberosCodec.encode(unnamed)))).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    @Tag("K-246")
    @Tag("K-250")
    void stockMitAsksByHttp10() throws Exception {
        byte[] body = proxied(request("admin/admin", REALM), "A.TEST");
        TlsClient.Reply reply = connect()
                .write("POST /KdcProxy HTTP/1.0\r\nHost: localhost\r\nCache-Control: no-cache\r\nPragma: no-cache\r\n"
                        + "User-Agent: kerberos/1.0\r\nContent-type: application/kerberos\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .write(body)
                .read();

        assertThat(code(reply)).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    @Tag("K-247")
    void theTargetsCaseDoesNotMatterAndTheRealmsWithinDoes() throws Exception {
        assertThat(code(ask(proxied(request("admin/admin", REALM), "a.tEst"))))
                .isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
        assertThat(code(ask(proxied(request("admin/admin", new RealmName("a.test")), "A.TEST"))))
                .isNotEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    @Tag("K-248")
    void noOtherTargetIsLookedFor() throws Exception {
        byte[] request = request("admin/admin", REALM);
        for (String target : List.of(
                "B.TEST",
                "",
                " A.TEST",
                "A.TEST.",
                "A.TEST\0",
                "A.TEST\r\nX: y",
                "localhost",
                "127.0.0.1",
                "169.254.169.254",
                "https://127.0.0.1/",
                "A.TEST@127.0.0.1",
                "*",
                "x".repeat(64 * 1024),
                "\u001b[31m")) {
            assertThat(ask(proxied(request, target)).status()).as(target).isEqualTo(404);
        }
    }

    @Test
    @Tag("K-249")
    void whatIsNoProxyMessageIsRefused() throws Exception {
        byte[] good = proxied(request("admin/admin", REALM), "A.TEST");
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] indefinite = good.clone();
        indefinite[1] = (byte) 0x80;
        for (byte[] body : List.of(
                new byte[0], "garbage".getBytes(StandardCharsets.UTF_8), longer, indefinite, new byte[70_000])) {
            assertThat(ask(body).status()).isEqualTo(400);
        }
        assertThat(ask(proxied(new byte[129 * 1024], "A.TEST")).status()).isEqualTo(413);
        assertThat(connect()
                        .write("POST /KdcProxy HTTP/1.1\r\nHost: x\r\nContent-Type: application/kerberos\r\n"
                                + "Content-Length: 150000\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(413);
        assertThat(connect()
                        .write("POST /KdcProxy HTTP/1.1\r\nHost: x\r\nContent-Type: application/kerberos\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(400);
        assertThat(connect()
                        .write("POST /KdcProxy HTTP/1.1\r\nHost: x\r\nContent-Type: application/kerberos\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n40000000\r\n")
                        .write(new byte[130 * 1024 + 1])
                        .read()
                        .status())
                .isEqualTo(413);
    }

    @Test
    @Tag("K-250")
    void anotherMethodPathOrTypeIsRefused() throws Exception {
        byte[] body = proxied(request("admin/admin", REALM), "A.TEST");
        assertThat(connect()
                        .write("GET /KdcProxy HTTP/1.1\r\nHost: x\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(405);
        assertThat(connect()
                        .write(TlsClient.post("/kdcproxy", KERBEROS, body))
                        .read()
                        .status())
                .isEqualTo(404);
        for (String type : List.of("text/plain", "application/octet-stream", "application/kerberosx", "")) {
            assertThat(connect()
                            .write(TlsClient.post("/KdcProxy", type, body))
                            .read()
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(connect()
                        .write(TlsClient.post("/KdcProxy", KERBEROS, body, "Content-Type: text/plain"))
                        .read()
                        .status())
                .isEqualTo(415);
        assertThat(code(connect()
                        .write(TlsClient.post("/KdcProxy", "Application/Kerberos; charset=x", body))
                        .read()))
                .isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    @Test
    @Tag("K-251")
    void aMessageWithoutItsLengthIsRefused() throws Exception {
        byte[] request = request("admin/admin", REALM);
        byte[] der = proxied(request, "A.TEST");
        // The octets of the length itself, as Apple's clients leave them out: the rest moves up.
        byte[] bare = KerberosCodec.encode(
                new KdcProxyMessage(Octets.copyOf(request, 4, request.length), Optional.of("A.TEST")));
        int at = indexOf(bare, request[4], request[5]) - 4;
        System.arraycopy(request, 0, bare, at, 4);

        assertThat(bare).hasSizeLessThan(der.length);
        assertThat(ask(bare).status()).isEqualTo(400);
    }

    @Test
    @Tag("K-252")
    void aChangeOfPasswordIsRefusedByName() throws Exception {
        for (int version : List.of(1, 0xFF80)) {
            byte[] change = ByteBuffer.allocate(60)
                    .putShort((short) 60)
                    .putShort((short) version)
                    .array();
            TlsClient.Reply reply = ask(proxied(change, "A.TEST"));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).isEqualTo("Passwords are not changed here.\n");
        }
    }

    @Test
    @Tag("K-253")
    void anotherMessageGetsTheKdcsError() throws Exception {
        // AP-REQ, KRB-CRED, AS-REP, KRB-ERROR, nothing known, nothing.
        for (int tag : List.of(0x6E, 0x76, 0x6B, 0x7E, 0x30)) {
            assertThat(code(ask(proxied(new byte[] {(byte) tag, 0}, "A.TEST"))))
                    .isEqualTo(WireCode.KRB_AP_ERR_MSG_TYPE.number());
        }
        assertThat(code(ask(proxied(new byte[0], "A.TEST")))).isEqualTo(WireCode.KRB_AP_ERR_MSG_TYPE.number());
        assertThat(code(ask(proxied(new byte[] {0x6A, (byte) 0xFF}, "A.TEST"))))
                .isEqualTo(WireCode.KRB_ERR_GENERIC.number());
    }

    @Test
    @Tag("K-254")
    void theClientsAddressIsTheConnectionsOwn() throws Exception {
        connect()
                .write(TlsClient.post(
                        "/KdcProxy",
                        KERBEROS,
                        proxied(request("forwarded", REALM), "A.TEST"),
                        "X-Forwarded-For: 203.0.113.7",
                        "X-Real-IP: 203.0.113.7",
                        "Forwarded: for=203.0.113.7"))
                .read();

        Path log = folder.resolve("home/log/kdc.log");
        await().until(() -> Files.readString(log).contains("forwarded@A.TEST"));
        assertThat(Files.readAllLines(log).stream()
                        .filter(line -> line.contains("forwarded@A.TEST"))
                        .toList())
                .allMatch(line -> line.contains(" 127.0.0.1: CLIENT_NOT_FOUND"))
                .hasSize(1);
    }

    @Test
    void allOfThisGoesOverOneConnection() throws Exception {
        TlsClient client = connect();
        for (int i = 0; i < 5; i++) {
            TlsClient.Reply reply = client.write(
                            TlsClient.post("/KdcProxy", KERBEROS, proxied(request("admin/admin", REALM), "A.TEST")))
                    .read();
            assertThat(code(reply)).isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
            assertThat(client.write(TlsClient.post("/KdcProxy", KERBEROS, new byte[3]))
                            .read()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void olderWindowsClientsComeByTls12() throws Exception {
        TlsClient client = TlsClient.connect(address, trust, "TLSv1.2");
        open.add(client);

        assertThat(client.protocol()).isEqualTo("TLSv1.2");
        assertThat(code(client.write(
                                TlsClient.post("/KdcProxy", KERBEROS, proxied(request("admin/admin", REALM), "A.TEST")))
                        .read()))
                .isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    private TlsClient.Reply ask(byte[] body) throws IOException {
        return connect().write(TlsClient.post("/KdcProxy", KERBEROS, body)).read();
    }

    private TlsClient connect() throws IOException {
        TlsClient client = TlsClient.connect(address, trust);
        open.add(client);
        return client;
    }

    private static byte[] proxied(byte[] message, String target) {
        return KerberosCodec.encode(new KdcProxyMessage(Octets.copyOf(message), Optional.of(target)));
    }

    private static int code(TlsClient.Reply reply) throws Exception {
        assertThat(reply.status()).isEqualTo(200);
        return codeOf(KerberosCodec.decodeKdcProxyMessage(reply.body()));
    }

    private static int codeOf(KdcProxyMessage answer) throws Exception {
        KrbError error = KerberosCodec.decodeKrbError(answer.message().toByteArray());
        return error.code();
    }

    private static int indexOf(byte[] octets, byte first, byte second) {
        for (int i = 0; i < octets.length - 1; i++) {
            if (octets[i] == first && octets[i + 1] == second && octets[i - 4] == 0) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private static byte[] request(String user, RealmName realm) {
        KdcRequestBody body = new KdcRequestBody(
                KdcOptions.NONE,
                Optional.of(PrincipalName.of(user.split("/"))),
                realm,
                Optional.of(PrincipalName.krbtgt(realm)),
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
