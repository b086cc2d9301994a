package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A federation from its first key to a realm that has joined it. */
class FederationCommandsTest {
    private static final String ID = "2".repeat(64);

    @TempDir
    Path folder;

    private Hanse hanse;
    private String north;
    private String fingerprint;

    @BeforeEach
    void aFederation() {
        hanse = Hanse.in(folder);
        north = folder.resolve("north").toString();
        String[] told = hanse.ok("federation", "create", north, "--name", "north.example", "--plain")
                .split("\n");
        fingerprint = told[1].strip();
    }

    private Hanse.Outcome add(String realm, String id) {
        return hanse.run(
                "federation",
                "add",
                north,
                realm,
                "--id",
                id,
                "--url",
                "https://kdc." + realm.toLowerCase(java.util.Locale.ROOT));
    }

    private Path list() {
        return Path.of(north).resolve("list.p7m");
    }

    @Test
    void aDraftBecomesAListWhenItIsSigned() {
        assertThat(add("BERGEN.EXAMPLE", ID).exit()).isZero();
        JsonNode draft = hanse.json("federation", "show", "--folder", north, "--json");
        assertThat(draft.get("unsigned").asBoolean()).isTrue();
        assertThat(draft.get("version").isNull()).isTrue();
        assertThat(hanse.ok("federation", "sign", north)).startsWith("signed version 1 of north.example: 1 members");
        JsonNode signed = hanse.json("federation", "show", "--folder", north, "--json");
        assertThat(signed.get("unsigned").asBoolean()).isFalse();
        assertThat(signed.get("members").get(0).get("realm").asText()).isEqualTo("BERGEN.EXAMPLE");
        assertThat(signed.get("signer").asText()).isEqualTo(fingerprint.replace("-", ""));
        assertThat(hanse.json("federation", "show", "--list", list().toString(), "--json")
                        .get("name")
                        .asText())
                .isEqualTo("north.example");
        hanse.ok("federation", "remove", north, "BERGEN.EXAMPLE");
        assertThat(hanse.ok("federation", "sign", north, "--valid", "30d", "--new-key"))
                .contains("version 2", "from ", "is signed by");
    }

    @Test
    void aKeyUnderAPassphraseSignsOnlyWithIt() {
        String guarded = folder.resolve("guarded").toString();
        String passphrase = hanse.secret("kogge unter vollen segeln");
        hanse.ok("federation", "create", guarded, "--name", "guarded.example", "--passphrase-file", passphrase);
        assertThat(hanse.run("federation", "sign", guarded, "--passphrase-file", hanse.secret("not that one"))
                        .err())
                .contains("the passphrase is another");
        hanse.ok("federation", "sign", guarded, "--passphrase-file", passphrase);
    }

    @Test
    void wrongUsageIsToldAsSuch() {
        assertThat(add("BERGEN.EXAMPLE", "1234").exit()).isEqualTo(2);
        assertThat(hanse.run("federation", "sign", north, "--valid", "500d").exit())
                .isEqualTo(2);
        assertThat(hanse.run("federation", "show", "x", "--folder", north).exit())
                .isEqualTo(2);
        assertThat(hanse.run("federation", "create", north, "--name", "x", "--plain")
                        .exit())
                .isEqualTo(1);
        assertThat(hanse.run("federation", "show", "--folder", folder.toString())
                        .exit())
                .isEqualTo(1);
    }

    @Test
    @Tag("T-010")
    void aRealmJoinsByFingerprintAndTakesOnlyNewerLists() throws Exception {
        Hanse realm = Hanse.withRealm(folder);
        add("BERGEN.EXAMPLE", ID);
        hanse.ok("federation", "sign", north);
        Path first = Files.copy(list(), folder.resolve("first.p7m"));
        hanse.ok("federation", "sign", north);
        assertThat(realm.run(
                                "federation",
                                "join",
                                "north.example",
                                "--fingerprint",
                                "7".repeat(64),
                                "--list",
                                list().toString())
                        .err())
                .contains("DOCUMENT_FINGERPRINT_OTHER");
        assertThat(realm.json("federation", "show", "--json")).isEmpty();
        realm.ok(
                "federation",
                "join",
                "north.example",
                "--fingerprint",
                fingerprint,
                "--list",
                list().toString(),
                "--accept",
                "in");
        assertThat(realm.run(
                                "federation",
                                "join",
                                "north.example",
                                "--fingerprint",
                                fingerprint,
                                "--list",
                                first.toString())
                        .err())
                .contains("DOCUMENT_ROLLED_BACK");
        JsonNode joined = realm.json("federation", "show", "north.example", "--json");
        assertThat(joined.get("accept").asText()).isEqualTo("in");
        assertThat(joined.get("state").asText()).isEqualTo("current");
        assertThat(joined.get("version").asInt()).isEqualTo(2);
        assertThat(joined.get("problem").isNull()).isTrue();
        realm.ok("federation", "leave", "north.example", "--yes");
        assertThat(realm.json("federation", "show", "--json")).isEmpty();
    }
}
