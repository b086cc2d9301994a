package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hanse.admin.Neighbours.declare;
import static org.hanse.admin.Neighbours.id;
import static org.hanse.admin.Neighbours.isActive;
import static org.hanse.admin.Neighbours.name;
import static org.hanse.admin.Neighbours.trust;
import static org.hanse.admin.Neighbours.url;
import static org.hanse.admin.Neighbours.visits;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LUEBECK and BERGEN both trust VISBY, which introduces them to each other. */
@Timeout(180)
class IntroductionTrustTest {
    private static final String WEB = "HTTP/www.bergen.example";

    @TempDir
    Path folder;

    private Neighbours neighbours;
    private Hanse luebeck;
    private Hanse bergen;
    private Hanse visby;

    @BeforeEach
    void threeRealms() throws Exception {
        neighbours = new Neighbours(folder);
        luebeck = neighbours.realm("LUEBECK.EXAMPLE");
        bergen = neighbours.realm("BERGEN.EXAMPLE");
        visby = neighbours.realm("VISBY.EXAMPLE");
        luebeck.ok("principal", "add", "alice", "--password-file", luebeck.secret("salt"));
        bergen.ok("principal", "add", WEB, "--random-key");
        declare(visby, luebeck);
        declare(visby, bergen);
    }

    @AfterEach
    void stop() {
        neighbours.close();
    }

    private void allow() {
        visby.ok("trust", "introductions", name(luebeck), "--pass");
        visby.ok("trust", "introductions", name(bergen), "--pass");
        luebeck.ok("trust", "introductions", name(visby), "--accept", "both");
        bergen.ok("trust", "introductions", name(visby), "--accept", "both");
    }

    private Hanse.Outcome introduce() {
        return luebeck.run("trust", "introduce", name(bergen), "--by", name(visby));
    }

    @Test
    void whomBothTrustIntroducesThemAndHasNoneOfTheirKeys() throws Exception {
        assertThat(visits(luebeck, bergen, WEB)).isFalse();
        allow();
        Hanse.Outcome introduced = introduce();
        assertThat(introduced.out()).contains("VISBY.EXAMPLE has introduced BERGEN.EXAMPLE", "is active");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(visits(luebeck, bergen, WEB)).isTrue());
        assertThat(trust(bergen, luebeck).get("fingerprint").textValue()).isEqualTo(id(luebeck));
        assertThat(trust(bergen, luebeck).get("agreement").get("origin").textValue())
                .isEqualTo("introduction");
        assertThat(trust(bergen, luebeck).get("agreement").get("by").textValue())
                .isEqualTo("VISBY.EXAMPLE");
        JsonNode kept = bergen.json("trust", "introductions", "--json")
                .get("introductions")
                .get(0);
        assertThat(kept.get("introducer").textValue()).isEqualTo("VISBY.EXAMPLE");
        assertThat(kept.get("id").textValue()).isEqualTo(id(luebeck));
        for (JsonNode known : visby.json("trust", "list", "--json")) {
            assertThat(known.get("peer").textValue()).isIn("LUEBECK.EXAMPLE", "BERGEN.EXAMPLE");
        }
        // Nobody accepts any more: it ends.
        bergen.ok("trust", "introductions", name(visby), "--accept", "none");
        await().untilAsserted(() -> assertThat(visits(luebeck, bergen, WEB)).isFalse());
        assertThat(isActive(visby, bergen)).isTrue();
    }

    @Test
    void eachOfTheThreeOperatorsMayRefuse() {
        assertThat(introduce().err()).contains("are not accepted here");
        luebeck.ok("trust", "introductions", name(visby), "--accept", "both");
        assertThat(introduce().err()).contains("INTRODUCTION_NOT_PASSED by VISBY.EXAMPLE");
        visby.ok("trust", "introductions", name(luebeck), "--pass");
        visby.ok("trust", "introductions", name(bergen), "--pass");
        assertThat(introduce().err()).contains("INTRODUCTION_NOT_ACCEPTED by BERGEN.EXAMPLE");
        assertThat(bergen.json("trust", "list", "--json")).hasSize(1);
        assertThat(luebeck.json("trust", "introductions", "--json")
                        .get("wishes")
                        .get(0)
                        .get("problem")
                        .textValue())
                .contains("NOT_ACCEPTED");
    }

    @Test
    @Tag("T-018")
    void whoCannotBeReachedIsIntroducedToNobody() {
        allow();
        neighbours.stop(bergen);
        assertThat(introduce().err()).contains("INTRODUCTION_PEER_UNREACHABLE by VISBY.EXAMPLE");
        assertThat(luebeck.json("trust", "list", "--json")).hasSize(1);
    }

    @Test
    @Tag("T-006")
    void whatIsKnownAlreadyWins() {
        allow();
        bergen.ok("trust", "declare", name(luebeck), "--url", url(luebeck), "--wait", "0s");
        assertThat(introduce().err()).contains("INTRODUCTION_PEER_KNOWN by BERGEN.EXAMPLE");
    }

    @Test
    @Tag("T-001")
    void codesThatWereComparedMakeItLast() {
        allow();
        assertThat(introduce().exit()).isZero();
        String code = bergen.json("trust", "show", name(luebeck), "--json")
                .get("agreement")
                .get("code")
                .textValue();
        luebeck.ok("trust", "confirm", name(bergen), "--code", code);
        luebeck.ok("trust", "introductions", name(visby), "--accept", "none");
        visby.ok("trust", "introductions", name(luebeck), "--no-pass");
        luebeck.ok("trust", "modify", name(bergen), "--log-only");
        assertThat(isActive(luebeck, bergen)).isTrue();
    }
}
