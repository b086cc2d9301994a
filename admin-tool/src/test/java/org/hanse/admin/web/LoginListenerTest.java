package org.hanse.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.hanse.client.accept.Acceptor;
import org.hanse.client.accept.Login;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.NegTokenResp;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example web service over real sockets: logins, connections that stay and that close, and requests that are no good. */
class LoginListenerTest {
    @TempDir
    private Path folder;

    private final Visitor alice = new Visitor();
    private final List<Login> seen = new CopyOnWriteArrayList<>();
    private LoginListener listener;

    @BeforeEach
    void aServiceOnAFreePort() throws IOException {
        Acceptor acceptor = Acceptor.builder(alice.keytab(folder.resolve("web.keytab")))
                .service(Visitor.SERVICE)
                .build();
        listener = LoginListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), acceptor, seen::add);
    }

    @AfterEach
    void theServiceEnds() throws IOException {
        listener.close();
    }

    @Test
    void aRequestWithoutTokenIsAskedForOneAndTheNextOnTheSameConnectionLogsIn() throws IOException {
        try (Socket client = connect()) {
            Page asked = request(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Page in = request(client, get(alice.header()));
            Page again = request(client, get(alice.header()));

            assertThat(asked.head()).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Negotiate\r\n");
            assertThat(in.head()).startsWith("HTTP/1.1 200 ").contains("WWW-Authenticate: Negotiate o");
            assertThat(in.body()).contains("you are alice@LUEBECK.EXAMPLE", "LUEBECK.EXAMPLE -> BERGEN.EXAMPLE");
            assertThat(again.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    @Tag("A-033")
    void aLoginThatTakesSeveralTokensStaysOnItsConnection() throws Exception {
        SpnegoInitiator login = alice.reluctantLogin();
        try (Socket client = connect()) {
            Page asked = request(client, get(Visitor.header(login.firstToken())));
            Page proven =
                    request(client, get(Visitor.header(login.next(asked.token()).orElseThrow())));
            Page in = request(
                    client, get(Visitor.header(login.next(proven.token()).orElseThrow())));

            assertThat(asked.head()).startsWith("HTTP/1.1 401 ");
            assertThat(proven.head()).startsWith("HTTP/1.1 401 ");
            assertThat(in.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    @Tag("A-033")
    void aReplayedTokenGetsA401WithTheReasonInItsBody() throws IOException {
        String token = alice.header();
        try (Socket client = connect()) {
            request(client, get(token));
            Page refused = request(client, get(token));

            assertThat(refused.head()).startsWith("HTTP/1.1 401 ");
            assertThat(refused.body()).contains("reason REPLAY", "this token was used before");
        }
        // The listener tells of a login after its answer is out.
        Awaitility.await().until(() -> seen.size() == 2);
    }

    @Test
    void aClientThatWantsToCloseIsClosed() throws IOException {
        for (String request :
                List.of("GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            try (Socket client = connect()) {
                Page page = request(client, request);

                assertThat(page.head()).contains("Connection: close\r\n");
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void bodiesAreReadToTheirEnd() throws IOException {
        try (Socket client = connect()) {
            Page asked = request(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /");
            Page in = request(client, get(alice.header()));

            assertThat(asked.head()).startsWith("HTTP/1.1 401 ");
            assertThat(in.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aHeadOnlyRequestGetsNoBody() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write("HEAD / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all).startsWith("HTTP/1.1 401 ").endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, 400",
        "GET / HTTP/2.0, 505",
        "GET  / HTTP/1.1, 400",
        "GET / HTTP/1.1|no colon, 400",
        "GET / HTTP/1.1|Name : space before the colon, 400",
        "GET / HTTP/1.1| continued, 400",
        "GET / HTTP/1.1|Content-Length: -1, 400",
        "GET / HTTP/1.1|Content-Length: 1|Content-Length: 2, 400",
        "GET / HTTP/1.1|Authorization: Negotiate AA==|Authorization: Basic AA==, 400",
        "POST / HTTP/1.1|Transfer-Encoding: chunked, 411",
        "POST / HTTP/1.1|Content-Length: 1048577, 413",
    })
    void badRequestsAreAnsweredAndTheConnectionClosed(String lines, int status) throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write((lines.replace("|", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("A-033")
    void aHeadThatDoesNotEndIsCutOff() throws IOException {
        try (Socket client = connect()) {
            byte[] tooLong = ("GET / HTTP/1.1\r\nX: " + "x".repeat(RequestHead.MAX_LENGTH - 18))
                    .getBytes(StandardCharsets.US_ASCII);
            client.getOutputStream().write(tooLong);

            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 431");
        }
    }

    @Test
    @Tag("A-033")
    void aTokenIsAReplayOnEveryConnection() throws IOException {
        String token = alice.header();
        try (Socket first = connect();
                Socket second = connect()) {
            assertThat(request(first, get(token)).head()).startsWith("HTTP/1.1 200 ");
            Page refused = request(second, get(token));

            assertThat(refused.head()).startsWith("HTTP/1.1 401 ");
            assertThat(refused.body()).contains("reason REPLAY");
            assertThat(errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
        }
    }

    @Test
    @Tag("A-033")
    void aLoginThatGoesOnIsNotGoneOnWithOnAnotherConnection() throws Exception {
        SpnegoInitiator login = alice.reluctantLogin();
        try (Socket first = connect();
                Socket second = connect()) {
            Page asked = request(first, get(Visitor.header(login.firstToken())));
            String late = Visitor.header(login.next(asked.token()).orElseThrow());

            assertThat(request(second, get(late)).body()).contains("reason NOT_A_TOKEN");
            assertThat(request(first, get(late)).head())
                    .startsWith("HTTP/1.1 401 ")
                    .contains("Negotiate o");
        }
    }

    @Test
    @Tag("A-033")
    void halfATokenIsNoTokenAndTheOtherHalfNeither() throws IOException {
        String token = alice.header();
        int half = "Negotiate ".length() + (token.length() - "Negotiate ".length()) / 8 * 4;
        try (Socket client = connect()) {
            Page first = request(client, get(token.substring(0, half)));
            Page second = request(client, get("Negotiate " + token.substring(half)));

            assertThat(first.body()).contains("reason NOT_A_TOKEN");
            assertThat(second.body()).contains("reason NOT_A_TOKEN");
            assertThat(request(client, get(token)).head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    @Tag("A-033")
    void theSchemesCaseDoesNotMatter() throws IOException {
        try (Socket client = connect()) {
            String token = alice.header().substring("Negotiate".length());
            Page page = request(client, "GET / HTTP/1.1\r\nHost: x\r\naUTHORIZATION: nEGOTIATE" + token + "\r\n\r\n");

            assertThat(page.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    /** The client has written all of it before it reads: the answer must still be there. */
    @Test
    @Tag("A-033")
    void aHeaderOfOneMebibyteIsAnsweredWith431() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write(get("Negotiate " + "A".repeat(1 << 20)).getBytes(StandardCharsets.US_ASCII));

            String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all).startsWith("HTTP/1.1 431 ").contains("Connection: close");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("A-006")
    void aTicketThatListsOtherAddressesIsRefusedByTheVisitorsAddress() throws IOException {
        try (Socket client = connect()) {
            Page refused = request(client, get(alice.headerOfATicketFor(new byte[] {(byte) 192, 0, 2, 1})));
            Page in = request(
                    client,
                    get(alice.headerOfATicketFor(client.getLocalAddress().getAddress())));

            assertThat(refused.head()).startsWith("HTTP/1.1 401 ");
            assertThat(refused.body()).contains("reason ADDRESS_NOT_LISTED");
            assertThat(in.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    /** The code in the KRB-ERROR that a refusal carries. */
    private static int errorCode(Page page) {
        try {
            Krb5Token token = Krb5Token.decode(NegTokenResp.decode(page.token())
                    .responseToken()
                    .orElseThrow()
                    .toByteArray());
            return KerberosCodec.decodeKrbError(token.message().toByteArray()).code();
        } catch (TokenFault | DecodeFault e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedListenerLeavesNoConnectionOpen() throws IOException {
        try (Socket client = connect()) {
            request(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            listener.close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String get(String authorization) {
        return "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization + "\r\n\r\n";
    }

    private static Page request(Socket client, String request) throws IOException {
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            assertThat(octet).as("the answer ends in %s", head).isNotNegative();
            head.append((char) octet);
        }
        String length = head.substring(head.indexOf("Content-Length: ") + 16);
        byte[] body = in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf('\r'))));
        return new Page(head.toString(), new String(body, StandardCharsets.UTF_8));
    }

    private record Page(String head, String body) {
        byte[] token() {
            String value = head.substring(head.indexOf("Negotiate ") + 10);
            return Base64.getDecoder().decode(value.substring(0, value.indexOf('\r')));
        }
    }
}
