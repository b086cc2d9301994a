package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hanse.admin.Neighbours.id;
import static org.hanse.admin.Neighbours.isActive;
import static org.hanse.admin.Neighbours.name;
import static org.hanse.admin.Neighbours.trust;
import static org.hanse.admin.Neighbours.url;
import static org.hanse.admin.Neighbours.visits;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Realms with servers that come to trust each other by a federation's list. */
@Timeout(180)
class FederationTrustTest {
    private static final String WEB = "HTTP/www.bergen.example";

    @TempDir
    Path folder;

    private Neighbours neighbours;
    private Hanse luebeck;
    private Hanse bergen;
    private String north;
    private String fingerprint;

    @BeforeEach
    void twoRealmsAndAFederation() throws Exception {
        neighbours = new Neighbours(folder);
        luebeck = neighbours.realm("LUEBECK.EXAMPLE");
        bergen = neighbours.realm("BERGEN.EXAMPLE");
        luebeck.ok("principal", "add", "alice", "--password-file", luebeck.secret("salt"));
        bergen.ok("principal", "add", WEB, "--random-key");
        north = folder.resolve("north").toString();
        fingerprint = luebeck.ok("federation", "create", north, "--name", "north.example", "--plain")
                .split("\n")[1]
                .strip();
        sign(luebeck, bergen);
    }

    @AfterEach
    void stop() {
        neighbours.close();
    }

    private void sign(Hanse... members) {
        for (Hanse member : members) {
            luebeck.ok("federation", "add", north, name(member), "--id", id(member), "--url", url(member));
        }
        luebeck.ok("federation", "sign", north);
    }

    private void join(Hanse realm, String accept) {
        String list = Path.of(north).resolve("list.p7m").toString();
        realm.ok(
                "federation",
                "join",
                "north.example",
                "--fingerprint",
                fingerprint,
                "--list",
                list,
                "--accept",
                accept);
    }

    @Test
    void twoMembersThatAcceptTrustEachOtherWithinTenSeconds() {
        join(luebeck, "both");
        join(bergen, "both");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(visits(luebeck, bergen, WEB)).isTrue());
        assertThat(trust(bergen, luebeck).get("fingerprint").textValue()).isEqualTo(id(luebeck));
        assertThat(trust(bergen, luebeck).get("agreement").get("by").textValue())
                .isEqualTo("north.example");
        assertThat(isActive(bergen, luebeck)).isTrue();
    }

    @Test
    @Tag("T-004")
    void oneSidesWordIsNotEnough() throws Exception {
        join(luebeck, "both");
        join(bergen, "none");
        await().untilAsserted(() ->
                assertThat(trust(luebeck, bergen).get("reason").textValue()).contains("has not declared this realm"));
        assertThat(isActive(luebeck, bergen)).isFalse();
        assertThat(bergen.json("trust", "list", "--json")).isEmpty();
        assertThat(visits(luebeck, bergen, WEB)).isFalse();
        bergen.ok(
                "trust", "declare", name(luebeck), "--url", url(luebeck), "--fingerprint", id(luebeck), "--wait", "0s");
        await().untilAsserted(() -> assertThat(visits(luebeck, bergen, WEB)).isTrue());
    }

    @Test
    @Tag("T-014")
    void whoLeavesTheListLosesTheTrustOnBothSides() throws Exception {
        join(luebeck, "both");
        join(bergen, "both");
        await().untilAsserted(() -> assertThat(visits(luebeck, bergen, WEB)).isTrue());
        luebeck.ok("federation", "remove", north, name(bergen));
        luebeck.ok("federation", "sign", north);
        join(luebeck, "both");
        await().untilAsserted(() ->
                assertThat(luebeck.json("trust", "list", "--json")).isEmpty());
        assertThat(visits(luebeck, bergen, WEB)).isFalse();
        await().untilAsserted(() -> assertThat(isActive(bergen, luebeck)).isFalse());
        sign(bergen);
        join(luebeck, "both");
        await().untilAsserted(() -> assertThat(visits(luebeck, bergen, WEB)).isTrue());
    }
}
