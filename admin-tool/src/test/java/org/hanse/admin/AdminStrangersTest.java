package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.hanse.admin.AdminPort.Answer;
import org.hanse.kdc.RealmServer;
import org.hanse.protocol.file.Credential;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose proof is good, and who administers nothing all the same. Each has a server of its own, so nothing here looks at the log. */
@Timeout(120)
class AdminStrangersTest {
    @Test
    @Tag("T-022")
    @Tag("T-023")
    @SuppressWarnings("try") // the server only has to be there
    void aUserOfAnotherRealmIsNoAdministrator(@TempDir Path folder, @TempDir Path other) throws Exception {
        Hanse bergen = Hanse.in(other);
        bergen.ok(
                "realm",
                "init",
                "--realm",
                "BERGEN.EXAMPLE",
                "--home",
                bergen.home().toString(),
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                bergen.secret("bergen"));
        String home = bergen.home().toString();
        bergen.ok("trust", "shared-secret", "LUEBECK.EXAMPLE", "--home", home, "--password-file", bergen.secret("t"));
        try (AdminPort port = AdminPort.in(folder);
                RealmServer server = RealmServer.start(bergen.home(), Clock.systemUTC(), new SecureRandom())) {
            port.home().ok("principal", "add", "alice", "--random-key");
            port.home()
                    .ok(
                            "trust",
                            "shared-secret",
                            "BERGEN.EXAMPLE",
                            "--password-file",
                            port.home().secret("t"));
            Hanse desk = Hanse.in(Files.createDirectory(other.resolve("desk")));
            Files.writeString(
                    desk.folder().resolve("krb5.conf"),
                    port.home()
                            .ok(
                                    "krb5-conf",
                                    "--home",
                                    home,
                                    "--home",
                                    port.home().home().toString()));
            desk.env("KRB5_CONFIG", desk.folder().resolve("krb5.conf").toString())
                    .env("KRB5CCNAME", "FILE:" + desk.folder().resolve("cc"));
            desk.typing("bergen\n", "kinit", "admin/admin@BERGEN.EXAMPLE");
            desk.ok("kvno", "-q", "HTTP/localhost@LUEBECK.EXAMPLE");
            port.acl("*/* *e", "* *e");

            Answer answer = port.post("principal/delete", "{\"name\": \"alice\"}")
                    .with(port.ticket(desk, "HTTP/localhost@LUEBECK.EXAMPLE"))
                    .send();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().path("message").asText()).contains("own principals");
            port.home().ok("principal", "show", "alice");
        }
    }

    @Test
    @Tag("T-023")
    void aLoginThatIsTooOldIsNotEnough(@TempDir Path other) throws Exception {
        class Watch extends Clock {
            private Duration ahead = Duration.ZERO;

            @Override
            public Instant instant() {
                return Clock.systemUTC().instant().plus(ahead);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }
        Watch watch = new Watch();
        try (AdminPort later = AdminPort.in(other, watch)) {
            Credential login = later.ticket(later.desk("admin/admin", "admin-password"));
            watch.ahead = Duration.ofMinutes(50);
            assertThat(later.post("policy/list", "{}").with(login).send().status())
                    .isEqualTo(200);

            watch.ahead = Duration.ofHours(2);
            Answer answer =
                    later.post("policy/add", "{\"name\": \"late\"}").with(login).send();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("LOGIN_TOO_OLD");
            assertThat(later.home().ok("policy", "list", "--json").strip()).isEqualTo("[ ]");
        }
    }
}
