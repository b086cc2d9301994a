package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making a realm home, its trusts, and the krb5.conf for its clients. */
class RealmCommandsTest {
    @TempDir
    Path folder;

    @Test
    void initMakesAWholeHomeThatOnlyItsOwnerCanRead() throws Exception {
        Hanse hanse = Hanse.withRealm(folder);

        assertThat(Files.getPosixFilePermissions(hanse.home())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        for (String secret : List.of("master.key", "tls/server.key", "tls/ca.key", "store.db", "realm.yaml")) {
            assertThat(Files.getPosixFilePermissions(hanse.home().resolve(secret)))
                    .as(secret)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(hanse.home().resolve("admin.acl")).content().contains("admin/admin@LUEBECK.EXAMPLE");
        assertThat(hanse.home().resolve("log")).isEmptyDirectory();
        assertThat(hanse.ok("principal", "list").lines())
                .containsExactly(
                        "HTTP/localhost@LUEBECK.EXAMPLE",
                        "admin/admin@LUEBECK.EXAMPLE",
                        "kadmin/admin@LUEBECK.EXAMPLE",
                        "kadmin/changepw@LUEBECK.EXAMPLE",
                        "krbtgt/LUEBECK.EXAMPLE@LUEBECK.EXAMPLE");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith(".home"));
        }
    }

    @Test
    void theCertificateIsOfTheRealmsAuthorityAndNamesTheServer() throws Exception {
        Hanse hanse = Hanse.in(folder);
        hanse.ok(
                "realm",
                "init",
                "--realm",
                "R.EXAMPLE",
                "--home",
                hanse.home().toString(),
                "--public-name",
                "kdc.r.example",
                "--host",
                "127.0.0.1",
                "--kdc-port",
                "0",
                "--https-port",
                "0",
                "--admin-password-file",
                hanse.secret("x"));
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        try (InputStream in = Files.newInputStream(hanse.home().resolve("tls/server.pem"))) {
            factory.generateCertificates(in).forEach(one -> chain.add((X509Certificate) one));
        }

        assertThat(chain).hasSize(2);
        chain.get(0).verify(chain.get(1).getPublicKey());
        assertThat(chain.get(1).getBasicConstraints()).isZero();
        assertThat(chain.get(0).getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .contains("kdc.r.example", "localhost", "127.0.0.1");
        assertThat(hanse.ok(
                        "principal", "list", "HTTP/*", "--home", hanse.home().toString()))
                .contains("HTTP/kdc.r.example@R.EXAMPLE", "HTTP/localhost@R.EXAMPLE");
    }

    @Test
    void portZeroIsPickedOnceAndKept() {
        Hanse hanse = Hanse.withRealm(folder);

        JsonNode shown = hanse.json("realm", "show", "--json");

        assertThat(shown.get("name").textValue()).isEqualTo("LUEBECK.EXAMPLE");
        int port = shown.get("listen").get("kdcPort").intValue();
        assertThat(port).isBetween(1, 65535);
        assertThat(hanse.home().resolve("realm.yaml")).content().contains("kdcPort: " + port);
        assertThat(shown.get("principals").intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A B", "A/B", "A@B", "", ".A", "A..B", "A:B", "Ä.EXAMPLE", "A,B"})
    void aRealmNameIsOneThatTicketsCanCarry(String name) {
        Hanse hanse = Hanse.in(folder);

        var outcome = hanse.run(
                "realm",
                "init",
                "--realm",
                name,
                "--home",
                hanse.home().toString(),
                "--admin-password-file",
                hanse.secret("x"));

        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(2);
        assertThat(hanse.home()).doesNotExist();
    }

    @Test
    void anEmptyFolderIsTakenAndAFullOneIsNot() throws Exception {
        Hanse hanse = Hanse.in(folder);
        Files.createDirectory(hanse.home());
        String[] init = {
            "realm",
            "init",
            "--realm",
            "R.EXAMPLE",
            "--home",
            hanse.home().toString(),
            "--kdc-port",
            "0",
            "--https-port",
            "0",
            "--host",
            "127.0.0.1",
            "--admin-password-file",
            hanse.secret("x")
        };
        hanse.ok(init);
        String key = Files.readString(hanse.home().resolve("master.key"), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(hanse.run(init).exit()).isEqualTo(1);

        assertThat(Files.readString(hanse.home().resolve("master.key"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo(key);
    }

    @Test
    void aTrustHasBothDirectionsAndAHigherKvnoJoinsTheOld() {
        Hanse hanse = Hanse.withRealm(folder);
        String one = hanse.secret("one");
        String two = hanse.secret("two");
        hanse.ok("trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", one, "--enctypes", "aes256-cts");

        assertThat(hanse.run("trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", two)
                        .exit())
                .isEqualTo(1);
        hanse.ok("trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", one, "--enctypes", "aes256-cts");
        hanse.ok(
                "trust",
                "shared-secret",
                "BERGEN.EXAMPLE",
                "--password-file",
                two,
                "--kvno",
                "2",
                "--enctypes",
                "aes256-cts");
        assertThat(hanse.run("trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", two, "--kvno", "1")
                        .exit())
                .isEqualTo(1);

        JsonNode trust = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
        assertThat(trust.get("peer").textValue()).isEqualTo("BERGEN.EXAMPLE");
        assertThat(trust.get("direction").textValue()).isEqualTo("both");
        assertThat(trust.get("state").textValue()).isEqualTo("active");
        assertThat(trust.get("kvnos").toString()).isEqualTo("[2,1]");
        assertThat(trust.get("keysIn").findValuesAsText("kvno")).containsExactly("2", "1");
        assertThat(trust.get("keysOut").findValuesAsText("kvno")).containsExactly("2", "1");
        assertThat(trust.has("lastUsed")).isTrue();
        assertThat(hanse.json("trust", "list", "--json")).hasSize(1);
        assertThat(hanse.ok("trust", "list")).contains("BERGEN.EXAMPLE", "2,1");
    }

    @Test
    void eachDirectionMayHaveItsOwnPasswordAndKvno() {
        Hanse hanse = Hanse.withRealm(folder);
        hanse.ok(
                "trust",
                "shared-secret",
                "AD.EXAMPLE",
                "--password-file-in",
                hanse.secret("a"),
                "--password-file-out",
                hanse.secret("b"),
                "--kvno-in",
                "3",
                "--kvno-out",
                "5",
                "--enctypes",
                "aes256-cts");

        JsonNode trust = hanse.json("trust", "show", "AD.EXAMPLE", "--json");

        assertThat(trust.get("keysIn").get(0).get("kvno").intValue()).isEqualTo(3);
        assertThat(trust.get("keysOut").get(0).get("kvno").intValue()).isEqualTo(5);
    }

    /** RFC 6649, RFC 8429. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arcfour-hmac",
                "rc4-hmac",
                "des-cbc-crc",
                "des-cbc-md5",
                "des3-cbc-sha1",
                "aes256-cts,arcfour-hmac"
            })
    @Tag("K-155")
    void noTrustIsMadeWithAWeakEnctype(String enctypes) {
        Hanse hanse = Hanse.withRealm(folder);

        var outcome = hanse.run(
                "trust", "shared-secret", "OLD.EXAMPLE", "--password-file", hanse.secret("x"), "--enctypes", enctypes);

        assertThat(outcome.exit()).as("%s", outcome).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no enctype");
        assertThat(hanse.json("trust", "list", "--json")).isEmpty();
    }

    @Test
    @Tag("K-156")
    void aTrustOpensWithANewKeyBeforeItSealsWithIt() {
        Hanse hanse = Hanse.withRealm(folder);
        String two = hanse.secret("two");
        hanse.ok(
                "trust",
                "shared-secret",
                "BERGEN.EXAMPLE",
                "--password-file",
                hanse.secret("one"),
                "--enctypes",
                "aes256-cts");

        for (String side : List.of("--password-file-in", "--password-file-out")) {
            hanse.ok("trust", "shared-secret", "BERGEN.EXAMPLE", side, two, "--kvno", "2", "--enctypes", "aes256-cts");

            JsonNode trust = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
            assertThat(trust.get("direction").textValue()).isEqualTo("both");
            assertThat(trust.get("keysIn").findValuesAsText("kvno")).containsExactly("2", "1");
            List<String> sealing = trust.get("keysOut").findValuesAsText("kvno");
            assertThat(sealing).startsWith(side.endsWith("out") ? "2" : "1").endsWith("1");
        }
        var outcome = hanse.run("trust", "shared-secret", "OSLO.EXAMPLE", "--password-file-in", two);
        assertThat(outcome.exit()).as("a new trust has keys of both directions").isNotZero();
    }

    @Test
    @Tag("K-156")
    void oldKeysOfATrustGoWhenAsked() {
        Hanse hanse = Hanse.withRealm(folder);
        for (String kvno : List.of("1", "2", "3")) {
            hanse.ok(
                    "trust",
                    "shared-secret",
                    "BERGEN.EXAMPLE",
                    "--password-file",
                    hanse.secret("secret " + kvno),
                    "--kvno",
                    kvno,
                    "--enctypes",
                    "aes256-cts");
        }
        assertThat(hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json")
                        .get("kvnos")
                        .toString())
                .isEqualTo("[3,2,1]");

        assertThat(hanse.ok("trust", "purge-keys", "BERGEN.EXAMPLE")).startsWith("forgot 4 keys");

        JsonNode trust = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
        assertThat(trust.get("kvnos").toString()).isEqualTo("[3]");
        assertThat(trust.get("keysIn")).hasSize(1);
        assertThat(trust.get("keysOut")).hasSize(1);
        assertThat(hanse.run("trust", "purge-keys", "VISBY.EXAMPLE").exit()).isEqualTo(1);
    }

    /** RFC 6649, RFC 8429. */
    @Test
    @Tag("K-155")
    void noTrustGetsAKeyOfARetiredEnctype() throws Exception {
        Hanse hanse = Hanse.withRealm(folder);
        String password = hanse.secret("x");

        for (String enctypes : List.of(
                "rc4-hmac",
                "arcfour-hmac",
                "arcfour-hmac-md5",
                "rc4-hmac-exp",
                "des-cbc-crc",
                "des-cbc-md5",
                "des3-cbc-sha1",
                "23",
                "aes256-cts,rc4-hmac")) {
            var shared = hanse.run(
                    "trust", "shared-secret", "BERGEN.EXAMPLE", "--password-file", password, "--enctypes", enctypes);
            assertThat(shared.exit()).as(enctypes).isEqualTo(2);
            assertThat(shared.err()).contains("there is no enctype");
            String key =
                    "{\"kvno\": 1, \"enctype\": \"" + enctypes + "\", \"key\": \"00112233445566778899aabbccddeeff\"}";
            for (String name : List.of("krbtgt/BERGEN.EXAMPLE", "krbtgt/LUEBECK.EXAMPLE@BERGEN.EXAMPLE")) {
                Path lines = Files.writeString(
                        folder.resolve("l"), "{\"name\": \"" + name + "\", \"keys\": [" + key + "]}\n");
                var imported = hanse.run("principal", "import", lines.toString());
                assertThat(imported.exit()).as(enctypes).isEqualTo(1);
                assertThat(imported.err()).contains("which is not served");
            }
        }
        assertThat(hanse.json("trust", "list", "--json")).isEmpty();
    }

    @Test
    void anotherMasterKeySealsEveryKey() throws Exception {
        Hanse hanse = Hanse.withRealm(folder);
        hanse.ok("principal", "add", "alice", "--password-file", hanse.secret("kraweel"));
        String before = Files.readString(hanse.home().resolve("master.key"));
        JsonNode alice = hanse.json("principal", "show", "alice", "--json");

        assertThat(hanse.ok("realm", "rekey", "--what", "master")).matches("(?s)master key [0-9a-f]{16} seals .*");

        String after = Files.readString(hanse.home().resolve("master.key"));
        assertThat(after).isNotEqualTo(before).hasLineCount(1).hasSameSizeAs(before);
        assertThat(Files.getPosixFilePermissions(hanse.home().resolve("master.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(hanse.json("principal", "show", "alice", "--json")).isEqualTo(alice);
        hanse.ok("keytab", "export", "-o", folder.resolve("k").toString(), "HTTP/localhost");
    }

    /** The id is for life; what signs is replaced, and the new documents say so. */
    @Test
    void anotherKeySignsForTheRealm() {
        Hanse hanse = Hanse.withRealm(folder);
        JsonNode before = hanse.json("realm", "show", "--json");
        assertThat(before.get("id").textValue()).matches("[0-9a-f]{64}");
        assertThat(before.get("fingerprint")).isEqualTo(before.get("id"));
        assertThat(before.get("document").isNull()).isTrue();
        String grouped = before.get("id").textValue().replaceAll("(.{4})(?=.)", "$1-");
        assertThat(hanse.ok("realm", "show")).contains(grouped).contains("none yet: the server signs it");

        assertThat(hanse.ok("realm", "rekey", "--what", "signing")).contains("document of version 3");

        JsonNode after = hanse.json("realm", "show", "--json");
        assertThat(after.get("id")).isEqualTo(before.get("id"));
        assertThat(after.get("fingerprint")).isNotEqualTo(before.get("fingerprint"));
        assertThat(after.get("document").get("version").intValue()).isEqualTo(3);
        assertThat(hanse.ok("realm", "rekey", "--what", "signing", "--revoke-old"))
                .contains("document of version 5");
    }

    @Test
    void keysThatThereAreNotAreRefused() {
        Hanse hanse = Hanse.withRealm(folder);
        assertThat(hanse.run("realm", "rekey", "--what", "signing", "--enctypes", "aes256-cts")
                        .exit())
                .isEqualTo(2);
        assertThat(hanse.run("realm", "rekey", "--what", "master", "--revoke-old")
                        .exit())
                .isEqualTo(2);
        assertThat(hanse.run("realm", "rekey", "--what", "everything").exit()).isEqualTo(2);
        assertThat(hanse.run("realm", "rekey", "--enctypes", "rc4-hmac").exit()).isEqualTo(2);
        assertThat(hanse.json("principal", "show", "krbtgt/LUEBECK.EXAMPLE", "--json")
                        .get("keys")
                        .findValuesAsText("kvno"))
                .containsOnly("1");
    }

    @Test
    void theTrustsPolicyIsChangedOptionByOption() {
        Hanse hanse = Hanse.withRealm(folder);
        hanse.ok(
                "trust",
                "shared-secret",
                "BERGEN.EXAMPLE",
                "--password-file",
                hanse.secret("x"),
                "--accept-realms",
                "VISBY.EXAMPLE,OSLO.EXAMPLE",
                "--allow-forwardable");

        hanse.ok("trust", "modify", "BERGEN.EXAMPLE", "--max-life", "2h", "--clients", "*/admin,a*");
        JsonNode trust = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
        assertThat(trust.get("acceptRealms").toString()).isEqualTo("[\"OSLO.EXAMPLE\",\"VISBY.EXAMPLE\"]");
        assertThat(trust.get("allowForwardable").booleanValue()).isTrue();
        assertThat(trust.get("maxLife").textValue()).isEqualTo("2h");

        hanse.ok("trust", "modify", "BERGEN.EXAMPLE", "--accept-realms", "", "--no-allow-forwardable");
        trust = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
        assertThat(trust.get("acceptRealms")).isEmpty();
        assertThat(trust.get("allowForwardable").booleanValue()).isFalse();
        assertThat(trust.get("clients")).hasSize(2);
        hanse.ok("trust", "remove", "BERGEN.EXAMPLE", "--yes");
        assertThat(hanse.json("trust", "list", "--json")).isEmpty();
    }

    @Test
    void krb5ConfNamesRealmsDomainsAndPathsThroughRealms() {
        Hanse hanse = Hanse.withRealm(folder);
        hanse.ok(
                "trust",
                "shared-secret",
                "BERGEN.EXAMPLE",
                "--password-file",
                hanse.secret("x"),
                "--domains",
                "bergen.example",
                "--kdc",
                "kdc.bergen.example:88",
                "--transit-to",
                "OSLO.EXAMPLE");
        int port = hanse.json("realm", "show", "--json")
                .get("listen")
                .get("kdcPort")
                .intValue();

        String conf = hanse.ok("krb5-conf");

        assertThat(conf)
                .contains("[libdefaults]\n default_realm = LUEBECK.EXAMPLE\n")
                .contains(" dns_canonicalize_hostname = false\n", " rdns = false\n")
                .contains(" LUEBECK.EXAMPLE = {\n  kdc = 127.0.0.1:" + port + "\n }\n")
                .contains(" BERGEN.EXAMPLE = {\n  kdc = kdc.bergen.example:88\n }\n")
                .contains(" .bergen.example = BERGEN.EXAMPLE\n", " bergen.example = BERGEN.EXAMPLE\n")
                .contains("[capaths]\n LUEBECK.EXAMPLE = {\n  OSLO.EXAMPLE = BERGEN.EXAMPLE\n }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "principal --help", "principal add --help", "trust shared-secret --help"})
    void helpIsPrintedAndExitsZero(String words) {
        var outcome = Hanse.in(folder).run(words.split(" "));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("hanse").doesNotContain("\u001b");
    }

    @Test
    void everyCommandHasAHelpPageWithExamplesAndExitCodes() {
        var table = org.hanse.admin.command.CommandTable.hanse();
        List<String> paths = new ArrayList<>(table.pathsIn(""));
        table.groups().keySet().forEach(group -> paths.addAll(table.pathsIn(group)));

        assertThat(paths).hasSizeGreaterThan(20);
        for (String path : paths) {
            String page = Hanse.in(folder).ok((path + " --help").split(" "));
            assertThat(page).as(path).contains("Usage: hanse " + path, "Examples:", "Exit codes:");
        }
    }
}
