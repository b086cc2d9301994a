package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hanse.kdc.RealmServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two realms with a server each, whose operators type one line: from no trust to tickets that cross, and what becomes of it later. */
@Timeout(120)
class DeclaredTrustTest {
    private static final String LUEBECK = "LUEBECK.EXAMPLE";
    private static final String BERGEN = "BERGEN.EXAMPLE";
    private static final String WEB = "HTTP/www.bergen.example";
    private static final String MAIL = "imap/mail.bergen.example";

    @TempDir
    Path folder;

    private final Map<String, RealmServer> servers = new HashMap<>();
    private Hanse luebeck;
    private Hanse bergen;

    @BeforeEach
    void twoRealms() throws Exception {
        luebeck = realm(LUEBECK);
        bergen = realm(BERGEN);
        luebeck.ok("principal", "add", "alice", "--password-file", luebeck.secret("salt"));
        bergen.ok("principal", "add", WEB, "--random-key");
        bergen.ok("principal", "add", MAIL, "--random-key");
        serve(luebeck);
        serve(bergen);
        await().untilAsserted(() -> {
            assertThat(luebeck.json("realm", "show", "--json").get("document").isNull())
                    .isFalse();
            assertThat(bergen.json("realm", "show", "--json").get("document").isNull())
                    .isFalse();
        });
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

    private void serve(Hanse realm) throws Exception {
        servers.put(realm.home().toString(), RealmServer.start(realm.home(), Clock.systemUTC(), new SecureRandom()));
    }

    private void stop(Hanse realm) {
        servers.remove(realm.home().toString()).stop();
    }

    @AfterEach
    void stopAll() {
        servers.values().forEach(RealmServer::close);
    }

    private static String url(Hanse realm) {
        return "https://localhost:"
                + realm.json("realm", "show", "--json").get("listen").get("httpsPort");
    }

    private static String id(Hanse realm) {
        return realm.json("realm", "show", "--json").get("id").textValue();
    }

    /** The peer's, as its operator has told it. */
    private static String[] fingerprint(Hanse peer) {
        return new String[] {"--fingerprint", id(peer)};
    }

    private String declare(Hanse realm, String name, Hanse peer, String... options) {
        List<String> words = new ArrayList<>(List.of("trust", "declare", name, "--url", url(peer)));
        words.addAll(List.of(options));
        return realm.ok(words.toArray(String[]::new));
    }

    /** Both sides type their line, and wait for no more than their own. */
    private void agree() {
        declare(luebeck, BERGEN, bergen, "--fingerprint", id(bergen), "--wait", "0s");
        declare(bergen, LUEBECK, luebeck, "--fingerprint", id(luebeck), "--domains", "luebeck.example");
        await().untilAsserted(() -> assertThat(
                        show(luebeck, BERGEN).get("agreement").get("issuing").isNull())
                .isFalse());
    }

    private static JsonNode show(Hanse realm, String peer) {
        return realm.json("trust", "show", peer, "--json");
    }

    private static String state(Hanse realm, String peer) {
        return show(realm, peer).get("state").textValue();
    }

    /** Alice of LUEBECK asks for a ticket of BERGEN's web service. */
    private Hanse.Outcome visit() {
        Path conf = luebeck.folder().resolve("krb5.conf");
        String text = luebeck.ok(
                "krb5-conf",
                "--home",
                luebeck.home().toString(),
                "--home",
                bergen.home().toString());
        try {
            Files.writeString(conf, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        luebeck.env("KRB5_CONFIG", conf.toString())
                .env("KRB5CCNAME", "FILE:" + luebeck.folder().resolve("alice.cc"));
        luebeck.ok("kinit", "alice@" + LUEBECK, "--password-file", luebeck.secret("salt"));
        return luebeck.run("kvno", WEB + "@" + BERGEN);
    }

    @Test
    void oneLineOnEachSideAndTicketsCross() {
        assertThat(declare(luebeck, BERGEN, bergen, "--fingerprint", id(bergen), "--wait", "0s"))
                .contains("is declared", "hanse trust declare " + LUEBECK + " --url " + url(luebeck));
        assertThat(declare(bergen, LUEBECK, luebeck, fingerprint(luebeck)))
                .contains("the trust with " + LUEBECK + " is active, direction both, under kvno 1");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(visit().exit()).isZero());
        JsonNode trust = show(luebeck, BERGEN);
        assertThat(trust.get("state").textValue()).isEqualTo("active");
        assertThat(trust.get("fingerprint").textValue()).isEqualTo(id(bergen));
        assertThat(trust.get("nextRotation").textValue()).isNotEmpty();
        assertThat(trust.get("kdcs").get(0).textValue()).startsWith("localhost:");
        assertThat(luebeck.json("realm", "show", "--json").get("epochs").get(0).toString())
                .isEqualTo("{\"peer\":\"BERGEN.EXAMPLE\",\"accepts\":[1],\"issues\":1}");
    }

    @Test
    @Tag("T-001")
    void withoutFingerprintsTheOperatorsCompareCodes() {
        declare(luebeck, BERGEN, bergen, "--wait", "0s");
        declare(bergen, LUEBECK, luebeck, "--wait", "0s");
        await().untilAsserted(() -> assertThat(state(luebeck, BERGEN)).isEqualTo("unconfirmed"));
        await().untilAsserted(() -> assertThat(state(bergen, LUEBECK)).isEqualTo("unconfirmed"));
        assertThat(visit().exit()).isEqualTo(1);
        String ofLuebeck = code(luebeck, BERGEN);
        String ofBergen = code(bergen, LUEBECK);
        assertThat(declare(luebeck, BERGEN, bergen)).contains("read this", ofLuebeck, "trust confirm " + BERGEN);

        Hanse.Outcome own = luebeck.run("trust", "confirm", BERGEN, "--code", ofLuebeck);
        assertThat(own.exit()).isEqualTo(1);
        assertThat(own.err()).contains("is not the code");
        luebeck.ok("trust", "confirm", BERGEN, "--code", ofBergen.toLowerCase(Locale.ROOT), "--wait", "0s");
        assertThat(state(bergen, LUEBECK)).isEqualTo("unconfirmed");
        assertThat(visit().exit()).isEqualTo(1);
        assertThat(bergen.ok("trust", "confirm", LUEBECK, "--code", ofLuebeck)).contains("is active");

        await().untilAsserted(() -> assertThat(visit().exit()).isZero());
    }

    private static String code(Hanse realm, String peer) {
        return show(realm, peer).get("agreement").get("code").textValue();
    }

    @Test
    @Tag("T-004")
    void nothingHappensOnOneSidesWord() {
        declare(luebeck, BERGEN, bergen, "--fingerprint", id(bergen), "--wait", "0s");
        await().untilAsserted(() ->
                assertThat(show(luebeck, BERGEN).get("reason").textValue()).contains("has not declared this realm"));
        assertThat(state(luebeck, BERGEN)).isEqualTo("declared");
        assertThat(visit().exit()).isEqualTo(1);
        assertThat(bergen.json("trust", "list", "--json")).isEmpty();
    }

    @Test
    @Tag("T-001")
    @Tag("T-006")
    void anotherFingerprintIsAnotherRealm() {
        declare(luebeck, BERGEN, bergen, "--fingerprint", id(luebeck), "--wait", "0s");
        declare(bergen, LUEBECK, luebeck, "--fingerprint", id(luebeck), "--wait", "0s");
        await().untilAsserted(() ->
                assertThat(show(luebeck, BERGEN).get("reason").textValue()).contains("fingerprint"));
        assertThat(state(luebeck, BERGEN)).isEqualTo("declared");
        assertThat(visit().exit()).isEqualTo(1);

        luebeck.ok("trust", "remove", BERGEN, "--yes");
        declare(luebeck, BERGEN, bergen, fingerprint(bergen));
        await().untilAsserted(() -> assertThat(visit().exit()).isZero());
        Hanse.Outcome other = luebeck.run(
                "trust", "declare", BERGEN, "--url", url(bergen), "--fingerprint", id(luebeck), "--wait", "0s");
        assertThat(other.err()).contains("known with another fingerprint");
    }

    @Test
    @Tag("T-012")
    void keysChangeWithoutAnybodyNoticing() {
        agree();
        await().untilAsserted(() -> assertThat(visit().exit()).isZero());
        // A ticket for BERGEN's ticket-granting service under the old key stays good after the new one is in use.
        assertThat(luebeck.ok("trust", "rotate", BERGEN)).contains("is active", "under kvno 2");
        assertThat(luebeck.run("kvno", MAIL + "@" + BERGEN).exit()).isZero();
        await().untilAsserted(() -> assertThat(visit().exit()).isZero());
        assertThat(show(bergen, LUEBECK).get("agreement").get("epochs").toString())
                .isEqualTo("[2,1]");
    }

    @Test
    @Tag("T-013")
    void onTheBadDayTicketsUnderTheOldKeysEndAtOnce() {
        agree();
        await().untilAsserted(() -> assertThat(visit().exit()).isZero());
        assertThat(bergen.ok("trust", "rotate", LUEBECK, "--revoke-old"))
                .contains("revoked", "is active", "under kvno 2");
        // The ticket that alice has for BERGEN's ticket-granting service is under the old key.
        assertThat(luebeck.run("kvno", MAIL + "@" + BERGEN).exit()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(visit().exit()).isZero());
    }

    @Test
    @Tag("T-014")
    void theOtherSideHearsOfSuspensionAndOfTheEnd() {
        agree();
        bergen.ok("trust", "suspend", LUEBECK, "--reason", "a talk first");
        await().untilAsserted(() -> assertThat(visit().exit()).isEqualTo(1));
        assertThat(show(bergen, LUEBECK).get("reason").textValue()).isEqualTo("a talk first");
        await().untilAsserted(() ->
                assertThat(show(luebeck, BERGEN).get("reason").textValue()).isEqualTo("the peer has suspended it"));
        assertThat(luebeck.run("trust", "resume", BERGEN).err()).contains("is suspended by the peer");
        bergen.ok("trust", "resume", LUEBECK);
        await().untilAsserted(() -> assertThat(visit().exit()).isZero());

        bergen.ok("trust", "remove", LUEBECK, "--yes");
        await().untilAsserted(() -> assertThat(visit().exit()).isEqualTo(1));
        await().untilAsserted(
                        () -> assertThat(show(luebeck, BERGEN).get("keysOut")).isEmpty());
        assertThat(show(luebeck, BERGEN).get("reason").textValue()).isEqualTo("the peer says not-declared");
        assertThat(bergen.json("trust", "list", "--json")).isEmpty();
    }

    @Test
    void whoIsDownMeanwhileGoesOnWhereItWas() throws Exception {
        stop(bergen);
        declare(luebeck, BERGEN, bergen, "--fingerprint", id(bergen), "--wait", "0s");
        declare(bergen, LUEBECK, luebeck, "--fingerprint", id(luebeck), "--wait", "0s");
        await().untilAsserted(() ->
                assertThat(show(luebeck, BERGEN).get("reason").textValue()).isNotEmpty());
        serve(bergen);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(visit().exit()).isZero());
        await().untilAsserted(() -> assertThat(
                        show(bergen, LUEBECK).get("agreement").get("issuing").asLong())
                .isEqualTo(1));
        stop(luebeck);
        bergen.ok("trust", "rotate", LUEBECK, "--wait", "0s");
        serve(luebeck);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(show(luebeck, BERGEN).get("agreement").get("issuing").intValue())
                    .isEqualTo(2);
            assertThat(visit().exit()).isZero();
        });
    }

    /** What was agreed on after the backup is forgotten on one side; nothing that it forgot is used again. */
    @Test
    void aRestoredRealmAgreesAnew() throws Exception {
        agree();
        Path backup = folder.resolve("backup");
        String passphrase = luebeck.secret("a ship with three masts");
        luebeck.ok("realm", "backup", "-o", backup.toString(), "--passphrase-file", passphrase);
        assertThat(luebeck.ok("trust", "rotate", BERGEN)).contains("under kvno 2");
        stop(luebeck);
        Hanse restored = Hanse.in(Files.createDirectory(folder.resolve("restored")));
        restored.ok(
                "realm",
                "restore",
                "--home",
                restored.home().toString(),
                "-i",
                backup.toString(),
                "--passphrase-file",
                restored.secret("a ship with three masts"));
        luebeck = restored.env("HANSE_HOME", restored.home().toString());
        serve(luebeck);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(show(luebeck, BERGEN).get("agreement").get("issuing").asLong())
                    .isGreaterThan(2);
            assertThat(visit().exit()).isZero();
        });
    }

    @Test
    void keysOfASharedSecretAndOfAnAgreementAreNotMixed() {
        luebeck.ok("trust", "shared-secret", BERGEN, "--password-file", luebeck.secret("herring"));
        Hanse.Outcome declared =
                luebeck.run("trust", "declare", BERGEN, "--url", url(bergen), "--fingerprint", id(bergen));
        assertThat(declared.err()).contains("by a shared secret; end it on both sides");
        luebeck.ok("trust", "remove", BERGEN, "--yes");

        declare(luebeck, BERGEN, bergen, "--fingerprint", id(bergen), "--wait", "0s");
        assertThat(luebeck.run("trust", "shared-secret", BERGEN, "--password-file", luebeck.secret("herring"))
                        .err())
                .contains("are agreed on by the two realms");
        assertThat(luebeck.run("trust", "purge-keys", BERGEN).err()).contains("its keys go by themselves");
    }
}
