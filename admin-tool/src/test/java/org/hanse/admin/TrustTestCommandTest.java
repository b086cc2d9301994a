package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse trust test} at LUEBECK, against a running server of BERGEN with one thing wrong at a time. */
@Timeout(120)
class TrustTestCommandTest {
    @TempDir
    Path folder;

    private Hanse luebeck;
    private Hanse bergen;
    private RealmServer server;
    private String kdc;

    @BeforeEach
    void bergenIsServed() throws Exception {
        luebeck = realm("LUEBECK.EXAMPLE");
        bergen = realm("BERGEN.EXAMPLE");
        serve(Clock.systemUTC());
    }

    private void serve(Clock clock) throws Exception {
        server = RealmServer.start(bergen.home(), clock, new SecureRandom());
        kdc = server.readyLine().replaceAll(".* kdc=(\\S+) .*", "$1");
    }

    private Hanse realm(String name) throws IOException {
        Hanse realm = Hanse.in(Files.createDirectory(folder.resolve(name)));
        realm.ok(
                "realm",
                "init",
                "--realm",
                name,
                "--home",
                realm.home().toString(),
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                realm.secret("admin-password"));
        return realm.env("HANSE_HOME", realm.home().toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void luebeckTrusts(String password, String... options) {
        trusts(luebeck, "BERGEN.EXAMPLE", password, options);
        luebeck.ok("trust", "modify", "BERGEN.EXAMPLE", "--kdc", kdc);
    }

    private void bergenTrusts(String password, String... options) {
        trusts(bergen, "LUEBECK.EXAMPLE", password, options);
    }

    private static void trusts(Hanse realm, String peer, String password, String... options) {
        List<String> words =
                new ArrayList<>(List.of("trust", "shared-secret", peer, "--password-file", realm.secret(password)));
        words.addAll(List.of(options));
        realm.ok(words.toArray(String[]::new));
    }

    /** Waits until the server has heard of what was changed. */
    private void failsWith(String code, String cause) {
        await().untilAsserted(() -> {
            Hanse.Outcome outcome = luebeck.run("trust", "test", "BERGEN.EXAMPLE", "--json");
            JsonNode last = last(outcome);
            assertThat(last.get("code").textValue()).as("%s", outcome).isEqualTo(code);
            assertThat(last.get("ok").booleanValue()).isFalse();
            assertThat(last.get("cause").textValue()).contains(cause);
            assertThat(last.get("cure").textValue()).isNotEmpty();
            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.err()).startsWith("error: ").contains(code).hasLineCount(1);
        });
    }

    private static JsonNode last(Hanse.Outcome outcome) throws IOException {
        JsonNode steps = new ObjectMapper().readTree(outcome.out()).get("steps");
        return steps.get(steps.size() - 1);
    }

    @Test
    void aTrustThatWorksIsWalkedThereAndBack() {
        luebeckTrusts("herring");
        bergenTrusts("herring", "--clients", "nobody");

        await().untilAsserted(() -> {
            JsonNode test = luebeck.json("trust", "test", "BERGEN.EXAMPLE", "--json");
            assertThat(test.get("ok").booleanValue()).isTrue();
            assertThat(test.get("steps").findValuesAsText("code"))
                    .containsExactly("TRUST_ACTIVE", "PEER_REACHED", "OUT_ACCEPTED", "BACK_ISSUED", "IN_OPENED");
        });
        assertThat(luebeck.ok("trust", "test", "BERGEN.EXAMPLE")).contains("ok", "IN_OPENED");
    }

    @Test
    void aTrustOfOneDirectionIsWalkedAsFarAsItGoes() {
        luebeckTrusts("herring", "--direction", "out");
        bergenTrusts("herring", "--direction", "in");
        await().untilAsserted(() -> assertThat(luebeck.json("trust", "test", "BERGEN.EXAMPLE", "--json")
                        .get("steps")
                        .findValuesAsText("code"))
                .containsExactly("TRUST_ACTIVE", "PEER_REACHED", "OUT_ACCEPTED"));

        luebeck.ok("trust", "modify", "BERGEN.EXAMPLE", "--direction", "both");
        failsWith("REVERSE_TRUST_MISSING", "krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE");
    }

    @Test
    void whoOnlyTakesGuestsInCanTryNothing() {
        luebeckTrusts("herring", "--direction", "in");
        assertThat(luebeck.ok("trust", "test", "BERGEN.EXAMPLE"))
                .contains("INBOUND_ONLY", "only a test at BERGEN.EXAMPLE");
    }

    @Test
    void anotherPasswordThereIsNamed() {
        luebeckTrusts("herring");
        bergenTrusts("cod");
        failsWith("WRONG_PASSWORD", "krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE");
    }

    @Test
    void anotherPasswordForTheWayBackIsNamed() {
        luebeck.ok(
                "trust",
                "shared-secret",
                "BERGEN.EXAMPLE",
                "--password-file-out",
                luebeck.secret("herring"),
                "--password-file-in",
                luebeck.secret("cod"),
                "--kdc",
                kdc);
        bergenTrusts("herring");
        failsWith("WRONG_PASSWORD", "krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE");
    }

    @Test
    void anotherKvnoIsNamed() {
        luebeckTrusts("herring", "--kvno-out", "3");
        bergenTrusts("herring");
        failsWith("WRONG_KVNO", "krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE");
    }

    @Test
    void anotherKvnoOfTheWayBackIsNamed() {
        luebeckTrusts("herring", "--kvno-in", "3");
        bergenTrusts("herring");
        failsWith("WRONG_KVNO", "krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE");
    }

    @Test
    void anEnctypeThatTheOtherSideLacksIsNamed() {
        luebeckTrusts("herring", "--enctypes", "aes128-cts");
        bergenTrusts("herring", "--enctypes", "aes256-cts");
        failsWith("ENCTYPE_MISSING", "krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("T-019")
    void clocksThatAreApartAreNamed() throws Exception {
        server.close();
        serve(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        luebeckTrusts("herring");
        bergenTrusts("herring");
        failsWith("CLOCK_SKEW", "clocks");
    }

    @Test
    void aKdcThatDoesNotAnswerIsNamed() {
        luebeckTrusts("herring");
        bergenTrusts("herring");
        server.close();
        failsWith("PEER_UNREACHABLE", kdc);
    }

    @Test
    void aPeerWithoutTheTrustIsNamed() {
        luebeckTrusts("herring");
        failsWith("PEER_HAS_NO_TRUST", "krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE");
    }

    @Test
    void aPeerThatDoesNotLetUsInIsNamed() {
        luebeckTrusts("herring");
        bergenTrusts("herring", "--direction", "out");
        failsWith("PATH_REFUSED", "BERGEN.EXAMPLE refuses by its policy");
    }

    @Test
    void aSuspendedTrustIsNamedFromEitherSide() {
        luebeckTrusts("herring");
        bergenTrusts("herring");
        bergen.ok("trust", "suspend", "LUEBECK.EXAMPLE");
        failsWith("PATH_REFUSED", "BERGEN.EXAMPLE refuses by its policy");
        bergen.ok("trust", "resume", "LUEBECK.EXAMPLE");
        await().untilAsserted(() -> luebeck.ok("trust", "test", "BERGEN.EXAMPLE"));

        luebeck.ok("trust", "suspend", "BERGEN.EXAMPLE", "--reason", "a key was lost");
        failsWith("TRUST_SUSPENDED", "a key was lost");
        assertThat(luebeck.json("trust", "show", "BERGEN.EXAMPLE", "--json")
                        .get("reason")
                        .textValue())
                .isEqualTo("a key was lost");
        // New keys do not end it.
        luebeckTrusts("cod", "--kvno", "2");
        failsWith("TRUST_SUSPENDED", "a key was lost");
        luebeck.ok("trust", "resume", "BERGEN.EXAMPLE");
        Hanse.Outcome again = luebeck.run("trust", "resume", "BERGEN.EXAMPLE");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("is active and not suspended");
    }

    @Test
    void thePathIsToldHopByHop() {
        luebeckTrusts("herring", "--transit-to", "OSLO.EXAMPLE", "--accept-realms", "OSLO.EXAMPLE");
        JsonNode there = luebeck.json("trust", "path", "LUEBECK.EXAMPLE", "OSLO.EXAMPLE", "--json");
        assertThat(there.get("hops").findValuesAsText("to")).containsExactly("BERGEN.EXAMPLE", "OSLO.EXAMPLE");
        assertThat(there.get("hops").findValuesAsText("verdict")).containsExactly("allowed", "not_decided_here");
        assertThat(luebeck.ok("trust", "path", "OSLO.EXAMPLE", "LUEBECK.EXAMPLE"))
                .contains("not decided here", "the trust lets it bring clients of OSLO.EXAMPLE");
        assertThat(luebeck.ok("trust", "path", "LUEBECK.EXAMPLE", "LUEBECK.EXAMPLE"))
                .contains("same realm");

        Hanse.Outcome none = luebeck.run("trust", "path", "LUEBECK.EXAMPLE", "RIGA.EXAMPLE", "--json");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("there is no trust with it");
        assertThat(none.out()).contains("\"ok\"", "refused");
    }
}
