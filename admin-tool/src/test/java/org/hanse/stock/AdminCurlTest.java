package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** /admin/v1 by a stock curl with a ticket of a stock kinit, which know nothing of Hanse. */
@Tag("stock")
class AdminCurlTest {
    @TempDir
    private static Path folder;

    @AutoClose
    private static HanseRealm luebeck;

    private static Desk administrator;

    @BeforeAll
    static void aRealmAndItsAdministrator() {
        luebeck = HanseRealm.start("LUEBECK.EXAMPLE", folder.resolve("luebeck")).person("alice", "secret");
        administrator = Desk.with(Krb5Conf.overHttps(luebeck));
        administrator
                .mit("kinit", "admin/admin@LUEBECK.EXAMPLE")
                .typing("admin-password\n")
                .succeeds();
    }

    @Test
    void whoHasATicketListsAndAddsPrincipals() {
        var added = post(administrator, "principal/add", """
                        {"name": "bob", "keys": {"randomKey": true}, "edits": {"maxLife": "8h"}}""").succeeds();
        var listed = post(administrator, "principal/list", """
                        {"glob": "*"}""").succeeds();

        assertThat(added.out()).contains("status 200", "\"name\":\"bob@LUEBECK.EXAMPLE\"", "\"maxLife\":\"8h\"");
        assertThat(listed.out()).contains("status 200", "alice@LUEBECK.EXAMPLE", "bob@LUEBECK.EXAMPLE");
        assertThat(luebeck.admin("principal", "show", "bob").succeeds().out()).contains("bob@LUEBECK.EXAMPLE");
    }

    @Test
    void itIsTheSameByHttp1() {
        assertThat(post(administrator, "principal/show", "{\"name\": \"alice\"}")
                        .with("--http1.1")
                        .succeeds()
                        .out())
                .contains("status 200 by 1.1");
    }

    @Test
    @Tag("T-022")
    void whoHasNoTicketIsAskedForOne() {
        var answer = post(Desk.with(Krb5Conf.overHttps(luebeck)), "principal/delete", "{\"name\": \"alice\"}")
                .succeeds();

        assertThat(answer.out()).contains("status 401", "NO_LOGIN");
        assertAliceIsThere();
    }

    @Test
    @Tag("T-025")
    void whoIsNoAdministratorIsTold() {
        Desk alice = Desk.with(Krb5Conf.overHttps(luebeck));
        alice.mit("kinit", "alice@LUEBECK.EXAMPLE").typing("secret\n").succeeds();

        assertThat(post(alice, "principal/list", "{\"glob\": \"*\"}").succeeds().out())
                .contains("status 403", "NO_RIGHT");
    }

    @Test
    @Tag("T-024")
    void aPageOfAnotherSiteIsRefused() {
        var answer = post(administrator, "principal/delete", "{\"name\": \"alice\"}")
                .with("--header", "Origin: https://evil.example")
                .succeeds();

        assertThat(answer.out()).contains("status 403", "CROSS_SITE");
        assertAliceIsThere();
    }

    private static void assertAliceIsThere() {
        luebeck.admin("principal", "show", "alice").succeeds();
    }

    /** The status stands in the last line. */
    private static Command post(Desk desk, String operation, String json) {
        return desk.mit("curl", "--silent", "--show-error", "--negotiate", "--user", ":")
                .with(
                        "--noproxy",
                        "*",
                        "--cacert",
                        luebeck.home().resolve("tls/ca.pem").toString())
                .with("--header", "Hanse-Request-Id: " + UUID.randomUUID())
                .with("--json", json)
                .with("--write-out", "\nstatus %{http_code} by %{http_version}\n")
                .with("https://localhost:" + luebeck.httpsPort() + "/admin/v1/" + operation);
    }
}
