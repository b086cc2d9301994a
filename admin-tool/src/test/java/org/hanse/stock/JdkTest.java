package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JDK's own Kerberos in one Hanse realm: {@code Krb5LoginModule}, JGSS as initiator and as acceptor, Negotiate by
 * {@code HttpURLConnection}. {@link WebServiceTest} has it walk between realms.
 */
@Tag("stock")
class JdkTest {
    private static final String HOST = "www.luebeck.example";
    private static final String SERVICE = "HTTP/" + HOST;

    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    /** A service written with the JDK. */
    @AutoClose
    private static Daemon acceptor;

    private static Krb5Conf conf;
    private static Path keytab;

    @BeforeAll
    static void aRealmAndAServiceOfTheJdk() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck"))
                .person("alice", "secret")
                .service(SERVICE);
        conf = Krb5Conf.of(luebeck).host(HOST, "LUEBECK.EXAMPLE");
        keytab = luebeck.keytab(SERVICE);
        acceptor = Daemon.start(
                Desk.with(conf).jdk(JdkAcceptor.class, SERVICE + "@LUEBECK.EXAMPLE", keytab.toString()),
                folder.resolve("acceptor.log"),
                "listening ");
    }

    private static String port() {
        return acceptor.line("listening ").replaceFirst(".*:", "");
    }

    private static Command initiator(Krb5Conf conf, String principal, String secret) {
        return Desk.with(conf)
                .jdk(JdkInitiator.class, principal, secret, "http://127.0.0.1:" + port() + "/", "HTTP@" + HOST);
    }

    @Test
    void theJdkVisitsTheJdk() {
        var visit = initiator(conf, "alice", "password:secret").succeeds();

        assertThat(visit.out())
                .contains("logged in alice@LUEBECK.EXAMPLE", "status 200", "established true mutual true")
                .contains("you are alice@LUEBECK.EXAMPLE");
    }

    @Test
    void mitsCurlVisitsTheJdk() {
        Desk alice = Desk.with(conf);
        alice.mit("kinit", "alice").typing("secret\n").succeeds();

        var page = alice.mit("curl", "--silent", "--show-error", "--negotiate", "--user", ":")
                .with("--noproxy", "*", "--resolve", HOST + ":" + port() + ":127.0.0.1")
                .with("http://" + HOST + ":" + port() + "/")
                .succeeds();

        assertThat(page.out()).contains("you are alice@LUEBECK.EXAMPLE");
    }

    @Test
    void oursVisitTheJdkAndItProvesItself() {
        Desk alice = Desk.with(conf);
        alice.hanse("kinit", "alice").typing("secret\n").succeeds();

        var page = alice.hanse("visit", "--service", SERVICE, "http://127.0.0.1:" + port() + "/")
                .succeeds();

        assertThat(page.out()).contains("you are alice@LUEBECK.EXAMPLE", "mutual true");
    }

    @Test
    void messagesAndATicketAreSafelyPassedOnBetweenJdks() {
        var pair = Desk.with(conf.libdefault("forwardable", "true"))
                .jdk(JdkPair.class, "alice", "password:secret", SERVICE + "@LUEBECK.EXAMPLE", keytab.toString())
                .with("HTTP@" + HOST)
                .succeeds();

        assertThat(pair.out())
                .contains("accepted alice@LUEBECK.EXAMPLE", "delegated alice@LUEBECK.EXAMPLE")
                .containsSubsequence("opened three barrels of herring", "opened three barrels of herring");
    }

    @Test
    void aUrlConnectionAnswersNegotiateToTheJdk() throws IOException {
        assertThat(browser(port()).succeeds().out()).contains("status 200", "you are alice@LUEBECK.EXAMPLE");
    }

    @Test
    void aUrlConnectionAnswersNegotiateToOurs(@TempDir Path logs) throws IOException {
        // Like every browser it asks without a ticket first; a visit without one is no login that counts.
        try (WebService web = WebService.start(HOST, keytab, 1, logs.resolve("web.log"))) {
            assertThat(browser(web.port()).succeeds().out()).contains("status 200", "you are alice@LUEBECK.EXAMPLE");
            assertThat(web.daemon().exit()).isZero();
        }
    }

    /** The service's name is the URL's host, which only this JVM knows to be here. */
    private static Command browser(String port) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts-" + port), "127.0.0.1 " + HOST + "\n");
        return Desk.with(conf)
                .jdk(JdkBrowser.class, "alice", "password:secret", "http://" + HOST + ":" + port + "/")
                .env("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    }

    @Test
    void everythingGoesOverTcpWhenTheJdkPrefersIt() {
        Requests requests = luebeck.requests();

        var visit = initiator(conf.libdefault("udp_preference_limit", "1"), "alice", "password:secret")
                .env("JDK_JAVA_OPTIONS", "-Dsun.security.krb5.debug=true")
                .succeeds();

        assertThat(visit.text()).contains("status 200", " TCP:").doesNotContain(" UDP:");
        requests.issued("AS_REQ", "TCP");
        requests.issued("TGS_REQ", "TCP");
    }

    @Test
    void aKeytabOfAServiceLogsInAndVisits() {
        var visit = initiator(conf, SERVICE, "keytab:" + keytab).succeeds();

        assertThat(visit.out()).contains("status 200", "you are " + SERVICE + "@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("K-122")
    void aRenewableTicketIsRenewed() {
        var renewal = Desk.with(conf.libdefault("renew_lifetime", "2d").libdefault("forwardable", "true"))
                .jdk(JdkRenewal.class, "alice", "password:secret")
                .succeeds();

        assertThat(renewal.out())
                .containsSubsequence(
                        "forwardable true proxiable false initial true renewable true",
                        "renewed true",
                        "forwardable true proxiable false initial false renewable true");
    }

    @Test
    void aWrongPasswordIsCalledSo() {
        Requests requests = luebeck.requests();

        var refused = initiator(conf, "alice", "password:guess").run();

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("LoginException").contains("(24)");
        requests.refused("TIMESTAMP_WRONG_KEY", 24);
    }

    @Test
    void anUnknownUserIsCalledSo() {
        var refused = initiator(conf, "nobody", "password:secret").run();

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("LoginException: Client not found in Kerberos database (6)");
    }
}
