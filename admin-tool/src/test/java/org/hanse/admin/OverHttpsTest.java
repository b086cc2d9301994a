package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.hanse.admin.Hanse.Outcome;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user whose only way out is HTTPS. */
@Timeout(120)
class OverHttpsTest {
    private static final String WEB = "HTTP/www.luebeck.example@LUEBECK.EXAMPLE";

    @TempDir
    static Path realm;

    private static Hanse admin;
    private static RealmServer server;
    private static String printed;

    @TempDir
    Path folder;

    private Hanse user;

    @BeforeAll
    static void aRealmRuns() throws Exception {
        admin = Hanse.withRealm(realm);
        admin.ok("principal", "add", "alice", "--password-file", admin.secret("correct horse"));
        admin.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        server = RealmServer.start(admin.home(), Clock.systemUTC(), new SecureRandom());
        printed = admin.ok(
                "krb5-conf",
                "--transport",
                "https",
                "--ca-out",
                realm.resolve("ca-out.pem").toString());
    }

    @AfterAll
    static void theRealmStops() {
        server.stop();
    }

    @BeforeEach
    void aUserSitsDown() {
        user = Hanse.in(folder)
                .env("KRB5_CONFIG", folder.resolve("krb5.conf").toString())
                .env("KRB5CCNAME", "FILE:" + folder.resolve("cc"));
    }

    @Test
    void theFileNamesTheUrlAndTheCertificatesThatVouchForIt() throws Exception {
        String url = "https://" + server.readyLine().replaceAll(".* https=", "");
        assertThat(printed)
                .contains("  kdc = " + url + "/KdcProxy\n")
                .contains("  http_anchors = FILE:" + realm.resolve("ca-out.pem") + "\n")
                .contains("  hanse_url = " + url + "\n")
                .doesNotContain("kdc = 127");
        assertThat(realm.resolve("ca-out.pem"))
                .hasSameTextualContentAs(admin.home().resolve("tls/ca.pem"));
        assertThat(admin.ok("krb5-conf", "--transport", "https"))
                .contains("  http_anchors = FILE:" + admin.home().resolve("tls/ca.pem") + "\n");
    }

    @Test
    void aUserLogsInAndGetsATicket() throws Exception {
        Files.writeString(folder.resolve("krb5.conf"), printed);

        assertThat(login()).isEqualTo(new Outcome(0, "", ""));
        assertThat(user.ok("kvno", WEB)).isEqualTo(WEB + ": kvno = 1\n");
        Path log = admin.home().resolve("log/audit.jsonl");
        await().until(() -> Files.readString(log).contains("TGS_REQ"));
        assertThat(Files.readString(log))
                .contains("\"transport\":\"HTTPS\"")
                .doesNotContain("\"transport\":\"UDP\"", "\"transport\":\"TCP\"");
    }

    @Test
    void theUrlOfTheRealmAloneWillDo() throws Exception {
        Files.writeString(folder.resolve("krb5.conf"), printed.replaceAll("  kdc = .*\n", ""));

        assertThat(login()).isEqualTo(new Outcome(0, "", ""));
        assertThat(user.ok("kvno", WEB)).isEqualTo(WEB + ": kvno = 1\n");
    }

    @Test
    void aServerThatNobodyVouchesForIsNotBelieved() throws Exception {
        Hanse other = Hanse.withRealm(Files.createDirectory(folder.resolve("other")));
        Files.writeString(
                folder.resolve("krb5.conf"),
                printed.replaceAll("FILE:.*", "FILE:" + other.home().resolve("tls/ca.pem")));

        Outcome refused = login();

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("error: Cannot contact any KDC for realm 'LUEBECK.EXAMPLE' (https://127.0.0.1:")
                .contains("/KdcProxy does not prove to be that host to whom believes http_anchors in krb5.conf); ")
                .hasLineCount(1);
    }

    @Test
    void aCertificateForAnotherHostIsNotBelieved() throws Exception {
        // This machine is 127.0.0.5 too, and the certificate says nothing of it; the listener is on 127.0.0.1 alone.
        Hanse other = Hanse.in(Files.createDirectory(folder.resolve("other")));
        other.ok(
                "realm",
                "init",
                "--realm",
                "LUEBECK.EXAMPLE",
                "--home",
                other.home().toString(),
                "--host",
                "127.0.0.6",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                other.secret("admin"));
        String yaml = Files.readString(other.home().resolve("realm.yaml"));
        Files.writeString(other.home().resolve("realm.yaml"), yaml.replace("127.0.0.6", "127.0.0.5"));
        // With it, the server would give itself a certificate for its new address.
        Files.delete(other.home().resolve("tls/ca.key"));
        RealmServer elsewhere = RealmServer.start(other.home(), Clock.systemUTC(), new SecureRandom());
        try {
            Files.writeString(
                    folder.resolve("krb5.conf"),
                    other.ok(
                            "krb5-conf",
                            "--transport",
                            "https",
                            "--home",
                            other.home().toString()));

            assertThat(login().err()).contains("/KdcProxy does not prove to be that host");
        } finally {
            elsewhere.close();
        }
    }

    @Test
    void aUrlWithNoProxyBehindItSaysWhatItSaid() throws Exception {
        Files.writeString(folder.resolve("krb5.conf"), printed.replace("/KdcProxy", "/Elsewhere"));

        assertThat(login().err())
                .contains("/Elsewhere has no answer: HTTP status 404); ")
                .hasLineCount(1);
    }

    @Test
    void anchorsThatCannotBeReadAreNamed() throws Exception {
        Files.writeString(folder.resolve("krb5.conf"), printed.replaceAll("FILE:.*", "FILE:/no/such.pem"));

        assertThat(login().err())
                .startsWith("error: http_anchors in krb5.conf names /no/such.pem, which cannot be read")
                .hasLineCount(1);
    }

    private Outcome login() {
        return user.typing("correct horse\n", "kinit", "alice@LUEBECK.EXAMPLE");
    }
}
