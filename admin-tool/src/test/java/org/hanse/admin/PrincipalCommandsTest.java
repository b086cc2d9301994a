package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of principals through the command line. */
class PrincipalCommandsTest {
    @TempDir
    Path folder;

    private Hanse hanse;
    private String password;

    @BeforeEach
    void aRealm() {
        hanse = Hanse.withRealm(folder);
        password = hanse.secret("secret");
    }

    @Test
    void aPersonWithAPasswordMustPreauthenticateAndIsNoService() {
        hanse.ok("principal", "add", "alice", "--password-file", password);
        hanse.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        hanse.ok("principal", "add", "host/pw.luebeck.example", "--password-file", password);

        assertThat(texts(hanse.json("principal", "show", "alice", "--json").get("flags")))
                .contains("requires_preauth")
                .doesNotContain("allow_svr");
        assertThat(texts(hanse.json("principal", "show", "HTTP/www.luebeck.example", "--json")
                        .get("flags")))
                .contains("allow_svr")
                .doesNotContain("requires_preauth");
        assertThat(texts(hanse.json("principal", "show", "host/pw.luebeck.example", "--json")
                        .get("flags")))
                .contains("allow_svr", "requires_preauth");
    }

    @Test
    void showHasTheContractsNamesAndEveryEnctypeWithItsSalt() {
        hanse.ok("principal", "add", "alice/admin", "--password-file", password);

        JsonNode shown = hanse.json("principal", "show", "alice/admin", "--json");

        assertThat(names(shown))
                .contains(
                        "name",
                        "subjectId",
                        "flags",
                        "keys",
                        "expires",
                        "passwordExpires",
                        "maxLife",
                        "maxRenew",
                        "policy",
                        "aliases");
        assertThat(shown.get("name").textValue()).isEqualTo("alice/admin@LUEBECK.EXAMPLE");
        assertThat(shown.get("maxLife").textValue()).isEqualTo("10h");
        assertThat(shown.get("expires").isNull()).isTrue();
        assertThat(shown.get("keys")).hasSize(4);
        assertThat(shown.get("keys").get(0).get("kvno").intValue()).isEqualTo(1);
        assertThat(shown.get("keys").findValuesAsText("salt")).containsOnly("LUEBECK.EXAMPLEaliceadmin");
        assertThat(shown.get("keys").findValuesAsText("enctype"))
                .containsExactlyInAnyOrder(
                        "aes256-cts-hmac-sha384-192",
                        "aes128-cts-hmac-sha256-128",
                        "aes256-cts-hmac-sha1-96",
                        "aes128-cts-hmac-sha1-96");
    }

    @Test
    void optionsStandAnywhereAfterTheCommandAndFlagsMayBeginWithAMinus() {
        hanse.ok(
                "principal",
                "add",
                "--expires",
                "2030-01-31T12:00:00Z",
                "--flag",
                "-requires_preauth",
                "alice",
                "--flag=+ok_as_delegate",
                "--max-life",
                "1h30m",
                "--password-file",
                password,
                "--set",
                "session_enctypes=aes256-cts");

        JsonNode shown = hanse.json("principal", "show", "--json", "alice");

        assertThat(texts(shown.get("flags"))).contains("ok_as_delegate").doesNotContain("requires_preauth");
        assertThat(shown.get("expires").textValue()).isEqualTo("2030-01-31T12:00:00Z");
        assertThat(shown.get("maxLife").textValue()).isEqualTo("1h30m");
        assertThat(shown.get("attributes").get("session_enctypes").textValue()).isEqualTo("aes256-cts");
    }

    @Test
    void modifyChangesWhatItIsToldAndLeavesTheRest() {
        hanse.ok("principal", "add", "alice", "--password-file", password, "--max-life", "2h", "--set", "a=1");

        hanse.ok("principal", "modify", "alice", "--expires", "2030-01-31T12:00:00Z", "--set", "a=", "--set", "b=2");

        JsonNode shown = hanse.json("principal", "show", "alice", "--json");
        assertThat(shown.get("maxLife").textValue()).isEqualTo("2h");
        assertThat(names(shown.get("attributes"))).containsExactly("b");
        hanse.ok("principal", "modify", "alice", "--expires", "never", "--max-life", "none");
        shown = hanse.json("principal", "show", "alice", "--json");
        assertThat(shown.get("expires").isNull()).isTrue();
        assertThat(shown.get("maxLife").textValue()).isEqualTo("10h");
    }

    @Test
    void aPasswordFromStdinIsReadToItsEndLessOneNewline() throws Exception {
        var added = hanse.typing("two words\n\n", "principal", "add", "alice", "--password-stdin");
        assertThat(added.exit()).as("%s", added).isZero();
        Path keytab = folder.resolve("k");
        hanse.ok("keytab", "export", "-o", keytab.toString(), "alice");

        var expected = StringToKey.derive(
                EncType.AES256_CTS_HMAC_SHA1_96,
                SecretBytes.copyOf("two words\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "LUEBECK.EXAMPLEalice",
                Optional.empty());
        assertThat(Keytab.read(keytab).entries()).anyMatch(entry -> entry.key().equals(expected.toEncryptionKey()));
    }

    @Test
    void aDeletedNameIsNotReusedSilentlyAndItsKvnoGoesOn() {
        hanse.ok("principal", "add", "alice", "--password-file", password);
        hanse.ok("principal", "passwd", "alice", "--password-file", password);
        String first = hanse.json("principal", "show", "alice", "--json")
                .get("subjectId")
                .textValue();
        hanse.ok("principal", "delete", "alice", "--yes");

        assertThat(hanse.run("principal", "add", "alice", "--random-key").exit())
                .isEqualTo(1);
        hanse.ok("principal", "add", "alice", "--random-key", "--new-person");

        JsonNode second = hanse.json("principal", "show", "alice", "--json");
        assertThat(second.get("subjectId").textValue()).isNotEqualTo(first);
        assertThat(second.get("keys").get(0).get("kvno").intValue()).isEqualTo(3);
    }

    @Test
    void undeleteBringsTheSamePrincipalBack() {
        hanse.ok("principal", "add", "alice", "--password-file", password);
        JsonNode before = hanse.json("principal", "show", "alice", "--json");
        hanse.ok("principal", "delete", "alice", "--yes");

        hanse.ok("principal", "undelete", "alice");

        JsonNode after = hanse.json("principal", "show", "alice", "--json");
        assertThat(after.get("subjectId")).isEqualTo(before.get("subjectId"));
        assertThat(after.get("keys")).isEqualTo(before.get("keys"));
    }

    @Test
    void oldKeysStayOnlyWhenAskedAndGoWhenPurged() {
        hanse.ok("principal", "add", "alice", "--password-file", password);
        hanse.ok("principal", "passwd", "alice", "--password-file", password, "--keep-old");
        assertThat(kvnos("alice")).containsExactly(2, 2, 2, 2, 1, 1, 1, 1);

        hanse.ok("principal", "purge-keys", "alice");
        assertThat(kvnos("alice")).containsExactly(2, 2, 2, 2);

        hanse.ok("principal", "passwd", "alice", "--random-key", "--enctypes", "aes256-cts");
        assertThat(kvnos("alice")).containsExactly(3);
    }

    @Test
    void aRenameKeepsTheSaltAndAnAliasFindsThePrincipal() {
        hanse.ok("principal", "add", "alice", "--password-file", password);

        hanse.ok("principal", "rename", "alice", "anna");
        hanse.ok("principal", "alias", "anna", "ann");

        JsonNode shown = hanse.json("principal", "show", "ann", "--json");
        assertThat(shown.get("name").textValue()).isEqualTo("anna@LUEBECK.EXAMPLE");
        assertThat(shown.get("keys").findValuesAsText("salt")).containsOnly("LUEBECK.EXAMPLEalice");
        assertThat(texts(shown.get("aliases"))).containsExactly("ann@LUEBECK.EXAMPLE");
        assertThat(hanse.run("principal", "show", "alice").exit()).isEqualTo(1);
        hanse.ok("principal", "alias", "anna", "ann", "--remove");
        assertThat(hanse.run("principal", "show", "ann").exit()).isEqualTo(1);
    }

    @Test
    void listMatchesGlobsAndIsSorted() {
        for (String name : List.of("carl", "alice", "anna")) {
            hanse.ok("principal", "add", name, "--random-key");
        }

        assertThat(hanse.ok("principal", "list", "[ac]*").lines())
                .containsExactly(
                        "admin/admin@LUEBECK.EXAMPLE",
                        "alice@LUEBECK.EXAMPLE",
                        "anna@LUEBECK.EXAMPLE",
                        "carl@LUEBECK.EXAMPLE");
        assertThat(texts(hanse.json("principal", "list", "an*", "--json"))).containsExactly("anna@LUEBECK.EXAMPLE");
        assertThat(hanse.json("principal", "list", "zz*", "--json")).isEmpty();
    }

    @Test
    void anExportAddsToAKeytabAndRekeyKeepsWhatOpensOldTickets() throws Exception {
        Path keytab = folder.resolve("k");
        hanse.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key", "--enctypes", "aes256-cts");
        hanse.ok("keytab", "export", "-o", keytab.toString(), "HTTP/www.luebeck.example");
        hanse.ok("keytab", "export", "-o", keytab.toString(), "HTTP/www.luebeck.example");
        assertThat(Keytab.read(keytab).entries()).hasSize(1);

        hanse.ok("keytab", "export", "-o", keytab.toString(), "--rekey", "HTTP/www.luebeck.example");

        assertThat(hanse.json("keytab", "list", keytab.toString(), "--json").findValuesAsText("kvno"))
                .containsExactly("1", "2");
        assertThat(kvnos("HTTP/www.luebeck.example")).containsExactly(2, 1);
    }

    @Test
    void anExportWithAnUnknownNameChangesNothing() {
        hanse.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        Path keytab = folder.resolve("k");

        var outcome =
                hanse.run("keytab", "export", "-o", keytab.toString(), "--rekey", "HTTP/www.luebeck.example", "nobody");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(keytab).doesNotExist();
        assertThat(kvnos("HTTP/www.luebeck.example")).containsOnly(1);
    }

    @Test
    void anImportKeepsGoodLinesAndNumbersBadOnes() throws Exception {
        Path lines = folder.resolve("people.jsonl");
        Files.writeString(lines, """
                {"name": "import1", "password": "secret"}
                {"name": "import2"

                {"name": "import3", "flags": ["+requires_preauth"], "keys": [{"kvno": 7, "enctype": "aes256-cts-hmac-sha1-96", "key": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", "salt": "S"}]}
                {"name": "import4", "keys": [{"kvno": 7, "enctype": "aes256-cts", "key": "secret-nonsense"}]}
                {"name": "import1", "password": "again"}
                {"name": "krbtgt/BERGEN.EXAMPLE", "password": "shared"}
                {"name": "import5", "password": "secret", "shoeSize": 44}
                """);

        var outcome = hanse.run("principal", "import", lines.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err().lines().map(line -> line.split(":")[0]))
                .containsExactly("line 2", "line 5", "line 6", "line 8", "error");
        assertThat(outcome.err()).doesNotContain("secret-nonsense");
        assertThat(hanse.ok("principal", "list", "import*").lines())
                .containsExactly("import1@LUEBECK.EXAMPLE", "import3@LUEBECK.EXAMPLE");
        assertThat(kvnos("import3")).containsExactly(7);
        JsonNode trust = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
        assertThat(trust.get("direction").textValue()).isEqualTo("out");
        assertThat(trust.get("keysIn")).isEmpty();
        assertThat(trust.get("keysOut")).as("those that every KDC can open").hasSize(2);
    }

    @Test
    void anImportWithUpdateGivesNewKeysUnderANewKvno() throws Exception {
        Path lines = Files.writeString(folder.resolve("people.jsonl"), "{\"name\": \"u1\", \"password\": \"one\"}\n");
        hanse.ok("principal", "import", lines.toString());

        hanse.ok("principal", "import", "--update", lines.toString());

        assertThat(kvnos("u1")).containsOnly(2);
    }

    /** RFC 4120 §6.2, RFC 6112 §3, RFC 6806 §6. */
    @Test
    @Tag("K-044")
    void theRealmsOwnNamesAreGivenToNobody() throws Exception {
        hanse.ok("principal", "add", "alice", "--password-file", password);
        String all = hanse.ok("principal", "list");

        for (String name : List.of(
                "krbtgt",
                "krbtgt/BERGEN.EXAMPLE",
                "krbtgt/LUEBECK.EXAMPLE/x",
                "kadmin/changepw",
                "kadmin/other",
                "K/M",
                "WELLKNOWN/ANONYMOUS",
                "WELLKNOWN/other")) {
            for (String line : List.of(
                    "principal add NAME --random-key",
                    "principal add NAME --random-key --new-person",
                    "principal alias alice NAME",
                    "principal rename alice NAME")) {
                var outcome = hanse.run(line.replace("NAME", name).split(" "));
                assertThat(outcome.exit()).as("%s %s", line, name).isEqualTo(1);
                assertThat(outcome.err()).contains(name + " is a name that the realm keeps for itself");
            }
            // krbtgt names of two realms are keys of a trust; a random key of one would be known to one side only.
            Path lines = Files.writeString(folder.resolve("l"), "{\"name\": \"" + name + "\", \"randomKey\": true}\n");
            assertThat(hanse.run("principal", "import", lines.toString()).exit())
                    .as(name)
                    .isEqualTo(1);
        }
        assertThat(hanse.ok("principal", "list")).isEqualTo(all);
        assertThat(hanse.json("trust", "list", "--json")).isEmpty();
        assertThat(hanse.json("principal", "show", "alice", "--json").get("aliases"))
                .isEmpty();
    }

    @Test
    @Tag("T-031")
    void whatTheRealmCannotDoWithoutIsNotDeleted() throws Exception {
        for (String name : List.of("krbtgt/LUEBECK.EXAMPLE", "kadmin/changepw", "kadmin/admin")) {
            assertThat(hanse.run("principal", "delete", name, "--yes").err())
                    .contains(name + " cannot be deleted; leave it");
        }
        assertThat(hanse.run("principal", "delete", "admin/admin", "--yes").err())
                .contains("admin/admin is the last that admin.acl gives all rights; ");
        hanse.ok("principal", "add", "anna/admin", "--password-file", password);
        assertThat(hanse.run("principal", "delete", "admin/admin", "--yes").exit())
                .isEqualTo(1);

        Files.writeString(hanse.home().resolve("admin.acl"), "*/admin@LUEBECK.EXAMPLE  *\ncarl x\n");
        hanse.ok("principal", "delete", "admin/admin", "--yes");

        assertThat(hanse.run("principal", "delete", "anna/admin", "--yes").exit())
                .isEqualTo(1);
        assertThat(hanse.ok("principal", "list", "*/admin").lines())
                .containsExactly("anna/admin@LUEBECK.EXAMPLE", "kadmin/admin@LUEBECK.EXAMPLE");
    }

    @Test
    @Tag("T-030")
    void keysUnderLockdownDoNotLeaveTheRealmAndAreChangedForRandomOnesOnly() {
        hanse.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key", "--flag", "+lockdown_keys");
        Path keytab = folder.resolve("k");
        for (String name : List.of("HTTP/www.luebeck.example", "krbtgt/LUEBECK.EXAMPLE", "kadmin/changepw")) {
            for (String line : List.of(
                    "keytab export -o " + keytab + " " + name,
                    "keytab export --rekey -o " + keytab + " " + name,
                    "principal passwd " + name + " --password-file " + password + " --keep-old",
                    "principal passwd " + name + " --random-key")) {
                assertThat(hanse.run(line.split(" ")).exit()).as(line).isEqualTo(1);
            }
            assertThat(kvnos(name)).containsOnly(1);
        }
        assertThat(keytab).doesNotExist();
        assertThat(hanse.run("principal", "rename", "HTTP/www.luebeck.example", "HTTP/x.luebeck.example")
                        .exit())
                .isEqualTo(1);
        assertThat(hanse.run("principal", "delete", "HTTP/www.luebeck.example", "--yes")
                        .exit())
                .isEqualTo(1);

        hanse.ok("principal", "passwd", "HTTP/www.luebeck.example", "--random-key", "--keep-old");
        hanse.ok("principal", "purge-keys", "HTTP/www.luebeck.example");
        assertThat(kvnos("HTTP/www.luebeck.example")).containsOnly(2);
        hanse.ok("principal", "modify", "HTTP/www.luebeck.example", "--flag", "-lockdown_keys");
        hanse.ok("keytab", "export", "-o", keytab.toString(), "HTTP/www.luebeck.example");
    }

    /** CVE-2014-5351: old keys that were kept came along with the new ones. */
    @Test
    @Tag("T-030")
    void anExportHoldsTheNewestKeysAloneAndChangesThemOnlyWhenAsked() throws Exception {
        hanse.ok("principal", "add", "HTTP/www.luebeck.example", "--random-key");
        String as = folder.resolve("as-they-are").toString();
        hanse.ok("keytab", "export", "-o", as, "HTTP/www.luebeck.example");
        assertThat(kvnos("HTTP/www.luebeck.example")).containsOnly(1);

        String renewed = folder.resolve("renewed").toString();
        hanse.ok("keytab", "export", "-o", renewed, "--rekey", "HTTP/www.luebeck.example");

        assertThat(kvnos("HTTP/www.luebeck.example")).contains(1, 2);
        assertThat(Keytab.read(Path.of(as)).entries())
                .extracting(entry -> entry.kvno().value())
                .containsOnly(1L);
        assertThat(Keytab.read(Path.of(renewed)).entries())
                .extracting(entry -> entry.kvno().value())
                .containsOnly(2L);
    }

    @Test
    @Tag("K-071")
    void whoGivesAServiceAPasswordIsWarned() {
        String warning =
                "warning: whoever has a ticket to host/pw.luebeck.example@LUEBECK.EXAMPLE can guess its password";

        assertThat(hanse.ok("principal", "add", "host/pw.luebeck.example", "--password-file", password))
                .contains(warning);
        assertThat(hanse.ok("principal", "passwd", "host/pw.luebeck.example", "--random-key"))
                .doesNotContain("warning");
        assertThat(hanse.ok("principal", "passwd", "host/pw.luebeck.example", "--password-file", password))
                .contains(warning);
        hanse.ok("principal", "modify", "host/pw.luebeck.example", "--flag", "-allow_svr");
        assertThat(hanse.ok("principal", "passwd", "host/pw.luebeck.example", "--password-file", password))
                .doesNotContain("warning");
        assertThat(hanse.ok("principal", "modify", "host/pw.luebeck.example", "--flag", "+allow_svr"))
                .contains(warning);
        assertThat(hanse.ok("principal", "add", "alice", "--password-file", password, "--flag", "+allow_svr"))
                .contains("warning");
        assertThat(hanse.ok("principal", "add", "carl", "--password-file", password))
                .doesNotContain("warning");
    }

    @Test
    @Tag("K-071")
    void aPersonWhoseRandomKeyIsReplacedByAPasswordIsNoServiceFromThenOn() {
        hanse.ok("principal", "add", "alice", "--random-key");

        assertThat(hanse.ok("principal", "passwd", "alice", "--password-file", password))
                .doesNotContain("warning");

        JsonNode flags = hanse.json("principal", "show", "alice", "--json").get("flags");
        assertThat(texts(flags)).contains("requires_preauth").doesNotContain("allow_svr");
        hanse.ok("principal", "modify", "alice", "--flag", "-requires_preauth");
        hanse.ok("principal", "passwd", "alice", "--password-file", password);
        flags = hanse.json("principal", "show", "alice", "--json").get("flags");
        assertThat(texts(flags)).doesNotContain("requires_preauth");
    }

    @Test
    void theLastKvnoHasNoNext() throws Exception {
        Path lines = Files.writeString(folder.resolve("l"), """
                {"name": "alice", "keys": [{"kvno": 4294967295, "enctype": "aes128-cts-hmac-sha1-96", "key": "00112233445566778899aabbccddeeff"}]}
                """);
        hanse.ok("principal", "import", lines.toString());

        var outcome = hanse.run("principal", "passwd", "alice", "--password-file", password);

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: alice has the highest kvno that there is; ");
    }

    @Test
    void anImportOfTheRealmsOwnKeyKeepsTheOneBefore() throws Exception {
        Path lines = Files.writeString(folder.resolve("l"), """
                {"name": "krbtgt/LUEBECK.EXAMPLE", "keys": [{"kvno": 5, "enctype": "aes128-cts-hmac-sha1-96", "key": "00112233445566778899aabbccddeeff"}]}
                """);

        hanse.ok("principal", "import", "--update", lines.toString());
        assertThat(kvnos("krbtgt/LUEBECK.EXAMPLE")).containsExactly(5, 1, 1, 1, 1);

        hanse.ok("principal", "import", "--update", lines.toString());
        assertThat(kvnos("krbtgt/LUEBECK.EXAMPLE")).as("the same file again").containsExactly(5, 1, 1, 1, 1);
    }

    @Test
    void policiesAreAddedGivenAndKeptWhileInUse() {
        hanse.ok("policy", "add", "staff", "--max-life", "12h");
        hanse.ok("policy", "modify", "staff", "--max-renew", "14d");
        hanse.ok("principal", "add", "alice", "--random-key", "--policy", "staff");

        JsonNode policy = hanse.json("policy", "list", "--json").get(0);
        assertThat(policy.get("maxLife").textValue()).isEqualTo("12h");
        assertThat(policy.get("maxRenew").textValue()).isEqualTo("14d");
        assertThat(hanse.run("policy", "delete", "staff").exit()).isEqualTo(1);
        hanse.ok("principal", "modify", "alice", "--policy", "none");
        hanse.ok("policy", "delete", "staff");
        assertThat(hanse.run("policy", "add", "staff", "--history", "3").exit()).isEqualTo(2);
    }

    private List<Integer> kvnos(String name) {
        List<Integer> kvnos = new ArrayList<>();
        hanse.json("principal", "show", name, "--json")
                .get("keys")
                .forEach(key -> kvnos.add(key.get("kvno").intValue()));
        return kvnos;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.textValue()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
