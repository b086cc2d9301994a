package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.Hanse.Outcome;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hanse trust plan}, {@code apply} and {@code export}: a file says how trusts are to be. */
class TrustPlanCommandTest {
    @TempDir
    Path folder;

    private Hanse hanse;

    @BeforeEach
    void aRealmWithoutTrusts() {
        hanse = Hanse.withRealm(folder);
        hanse.file("herring.pw", "herring\n", "rw-------");
    }

    private String trusts(String text) {
        return hanse.file("trusts.yaml", "trusts:\n" + text.indent(2), "rw-r--r--")
                .toString();
    }

    private String twoTrusts() {
        return trusts("""
                BERGEN.EXAMPLE:
                  kind: shared-secret
                  passwordFile: herring.pw
                  domains: [bergen.example]
                  maxLife: 8h
                VISBY.EXAMPLE:
                  kind: shared-secret
                  direction: in
                  passwordFile: herring.pw
                  kvno: 3
                  kdcs: ["kdc.visby.example:88"]
                """);
    }

    private String plan(String file) {
        return hanse.ok("trust", "plan", "-f", file);
    }

    private Outcome apply(String file, String... more) {
        return more.length == 0
                ? hanse.run("trust", "apply", "-f", file)
                : hanse.run("trust", "apply", "-f", file, more[0]);
    }

    @Test
    void whatIsPlannedIsAppliedAndThenThereIsNothingToDo() {
        String file = twoTrusts();

        assertThat(plan(file))
                .contains("BERGEN.EXAMPLE", "add", "kvnoIn", "8h", "bergen.example", "VISBY.EXAMPLE")
                .doesNotContain("herring");
        assertThat(hanse.json("trust", "list", "--json"))
                .as("a plan changes nothing")
                .isEmpty();

        assertThat(hanse.ok("trust", "apply", "-f", file))
                .isEqualToNormalizingNewlines(
                        "added the trust with BERGEN.EXAMPLE\nadded the trust with VISBY.EXAMPLE\n");

        JsonNode visby = hanse.json("trust", "show", "VISBY.EXAMPLE", "--json");
        assertThat(visby.get("direction").textValue()).isEqualTo("in");
        assertThat(visby.get("kvnos").toString()).isEqualTo("[3]");
        assertThat(visby.get("kdcs").toString()).isEqualTo("[\"kdc.visby.example:88\"]");
        assertThat(hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json")
                        .get("maxLife")
                        .textValue())
                .isEqualTo("8h");
        assertThat(plan(file)).startsWith("the trusts of LUEBECK.EXAMPLE are as ");
        assertThat(apply(file).out()).startsWith("nothing to do");
    }

    @Test
    void whatIsExportedIsWhatThereIs() {
        apply(twoTrusts());
        hanse.ok("trust", "modify", "VISBY.EXAMPLE", "--clients", "*/herald,[a-c]*", "--log-only");
        hanse.ok("trust", "suspend", "BERGEN.EXAMPLE");

        String exported = hanse.ok("trust", "export");

        assertThat(exported).contains("realm: \"LUEBECK.EXAMPLE\"").doesNotContain("herring");
        Path file = hanse.file("exported.yaml", exported, "rw-r--r--");
        assertThat(plan(file.toString())).startsWith("the trusts of LUEBECK.EXAMPLE are as ");
        assertThat(apply(file.toString()).out()).startsWith("nothing to do");
        assertThat(hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json")
                        .get("state")
                        .textValue())
                .as("the file does not say whether it is suspended")
                .isEqualTo("suspended");
    }

    @Test
    void whatTheFileDoesNotSayAnyMoreGoes() {
        apply(twoTrusts());
        hanse.ok("trust", "modify", "VISBY.EXAMPLE", "--allow-forwardable", "--transit-to", "OSLO.EXAMPLE");
        String file = trusts("""
                BERGEN.EXAMPLE: {kind: shared-secret, maxLife: 8h, acceptRealms: [OSLO.EXAMPLE]}
                VISBY.EXAMPLE: {kind: shared-secret, direction: in, kvno: 3}
                """);

        JsonNode changes = hanse.json("trust", "plan", "-f", file, "--json").get("changes");
        assertThat(changes.findValuesAsText("action")).containsExactly("change", "change");
        assertThat(changes.get(0).get("differences").toString())
                .isEqualTo("[{\"field\":\"acceptRealms\",\"now\":null,\"wanted\":[\"OSLO.EXAMPLE\"]},"
                        + "{\"field\":\"domains\",\"now\":[\"bergen.example\"],\"wanted\":null}]");
        assertThat(changes.get(1).findValuesAsText("field")).containsExactly("transitTo", "allowForwardable", "kdcs");
        assertThat(apply(file).exit()).isZero();

        JsonNode visby = hanse.json("trust", "show", "VISBY.EXAMPLE", "--json");
        assertThat(visby.get("transitTo")).isEmpty();
        assertThat(visby.get("kdcs")).isEmpty();
        assertThat(visby.get("allowForwardable").booleanValue()).isFalse();
        assertThat(visby.get("kvnos").toString()).isEqualTo("[3]");
        assertThat(plan(file)).startsWith("the trusts of");
    }

    @Test
    void aTrustEndsOnlyIfSomebodySaysYes() {
        apply(twoTrusts());
        String file = trusts("BERGEN.EXAMPLE: {kind: shared-secret, domains: [bergen.example], maxLife: 1h}\n");
        assertThat(plan(file)).contains("VISBY.EXAMPLE", "remove");

        Outcome refused = apply(file);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("end the trust with VISBY.EXAMPLE").contains("--yes");
        assertThat(hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json")
                        .get("maxLife")
                        .textValue())
                .as("nothing else is done either")
                .isEqualTo("8h");

        assertThat(apply(file, "--yes").out()).contains("removed the trust with VISBY.EXAMPLE");
        assertThat(hanse.json("trust", "list", "--json").findValuesAsText("peer"))
                .containsExactly("BERGEN.EXAMPLE");
    }

    @Test
    void aDomainMayGoFromOneTrustToAnother() {
        apply(twoTrusts());
        String file = trusts("""
                ALAND.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw, domains: [bergen.example]}
                BERGEN.EXAMPLE: {kind: shared-secret, maxLife: 8h}
                VISBY.EXAMPLE: {kind: shared-secret, direction: in, kdcs: ["kdc.visby.example:88"]}
                """);

        assertThat(apply(file).err()).isEmpty();

        assertThat(plan(file)).startsWith("the trusts of");
    }

    @Test
    void whereItStopsItGoesOn() {
        String file = trusts("""
                BERGEN.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw, domains: [bergen.example]}
                VISBY.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw, domains: [www.bergen.example]}
                """);
        Outcome stopped = apply(file);
        assertThat(stopped.exit()).isEqualTo(1);
        assertThat(stopped.out()).contains("added the trust with BERGEN.EXAMPLE");
        assertThat(stopped.err())
                .startsWith("error: the trust with VISBY.EXAMPLE stays as it was, 1 of 2 changes are made: the domain")
                .contains("the same command goes on from there")
                .hasLineCount(1);
        assertThat(hanse.json("trust", "list", "--json")).hasSize(1);

        hanse.ok("trust", "modify", "BERGEN.EXAMPLE", "--domains", "");
        String mended = trusts("""
                BERGEN.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw}
                VISBY.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw, domains: [www.bergen.example]}
                """);
        assertThat(apply(mended).out()).isEqualToNormalizingNewlines("added the trust with VISBY.EXAMPLE\n");
    }

    @Test
    void keysAreMadeWhenAKvnoIsMissingAndAtNoOtherTime() {
        apply(twoTrusts());
        String higher = trusts("""
                BERGEN.EXAMPLE: {kind: shared-secret, passwordFile: cod.pw, kvno: 2, domains: [bergen.example], maxLife: 8h}
                VISBY.EXAMPLE: {kind: shared-secret, direction: in, kdcs: ["kdc.visby.example:88"]}
                """);
        Outcome missing = apply(higher);
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("cod.pw does not exist");

        hanse.file("cod.pw", "cod\n", "rw-------");
        assertThat(apply(higher).out()).isEqualToNormalizingNewlines("changed the trust with BERGEN.EXAMPLE\n");
        assertThat(hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json")
                        .get("kvnos")
                        .toString())
                .as("the old one stays, for tickets under it")
                .isEqualTo("[2,1]");
        assertThat(plan(higher)).startsWith("the trusts of");

        Outcome none = hanse.run("trust", "plan", "-f", trusts("BERGEN.EXAMPLE: {kind: shared-secret, kvno: 3}\n"));
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("needs a key of kvno 3, and the file names no password for it");
    }

    private static final String ID = "0123456789abcdef".repeat(4);

    @Test
    void aTrustByAgreementIsDeclared() {
        String file = trusts("""
                BERGEN.EXAMPLE:
                  kind: declared
                  url: https://127.0.0.1:9
                  fingerprint: "%s"
                  direction: out
                  domains: [bergen.example]
                  kdcs: ["127.0.0.1:88"]
                """.formatted(ID));
        assertThat(plan(file))
                .contains("add", "declared", "https://127.0.0.1:9", ID)
                .doesNotContain("kvno");

        assertThat(apply(file).out()).isEqualToNormalizingNewlines("added the trust with BERGEN.EXAMPLE\n");

        JsonNode bergen = hanse.json("trust", "show", "BERGEN.EXAMPLE", "--json");
        assertThat(bergen.get("state").textValue()).isEqualTo("declared");
        assertThat(bergen.get("direction").textValue()).isEqualTo("out");
        assertThat(bergen.get("kdcs").toString()).isEqualTo("[\"127.0.0.1:88\"]");
        assertThat(plan(file)).startsWith("the trusts of");
        String exported = hanse.file("exported.yaml", hanse.ok("trust", "export"), "rw-r--r--")
                .toString();
        assertThat(plan(exported)).startsWith("the trusts of");

        String moved = trusts("""
                BERGEN.EXAMPLE: {kind: declared, url: "https://127.0.0.1:10", domains: [bergen.example]}
                """);
        assertThat(hanse.json("trust", "plan", "-f", moved, "--json").findValuesAsText("field"))
                .as("a fingerprint and KDCs that the file does not name stay")
                .containsExactly("url", "direction");
        assertThat(apply(moved).err()).isEmpty();
        assertThat(plan(moved)).startsWith("the trusts of");
        assertThat(hanse.ok("trust", "export")).contains("https://127.0.0.1:10", ID);
    }

    @Test
    void keysThatWereTypedAreNotMixedWithThoseThatAreAgreedOn() {
        apply(twoTrusts());
        Outcome refused = apply(trusts("BERGEN.EXAMPLE: {kind: declared, url: \"https://127.0.0.1:9\"}\n"));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("the trust with BERGEN.EXAMPLE is shared-secret and cannot become declared")
                .contains("hanse trust remove BERGEN.EXAMPLE --yes");

        hanse.ok("trust", "declare", "RIGA.EXAMPLE", "--url", "https://127.0.0.1:9", "--wait", "0s");
        assertThat(apply(trusts("RIGA.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw}\n"))
                        .err())
                .contains("the trust with RIGA.EXAMPLE is declared and cannot become shared-secret");
    }

    @Test
    void domainsOfADeclaredTrustMayNotOverlapEither() {
        apply(twoTrusts());
        Outcome refused = hanse.run(
                "trust", "declare", "RIGA.EXAMPLE", "--url", "https://127.0.0.1:9", "--domains", "x.bergen.example");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("x.bergen.example overlaps bergen.example");
        assertThat(hanse.json("trust", "list", "--json")).hasSize(2);
    }

    /** A file speaks for the operator, and what came from elsewhere is not his to forget. */
    @Test
    void whatCameByAFederationIsLeftAloneUntilTheFileNamesIt() {
        try (RealmStore store = RealmStore.open(hanse.home(), Clock.systemUTC(), new SecureRandom())) {
            RealmName riga = RealmName.of("RIGA.EXAMPLE");
            store.trusts()
                    .put(
                            new Trust(
                                    riga,
                                    TrustPolicy.DEFAULT,
                                    TrustState.DECLARED,
                                    Optional.empty(),
                                    List.of(),
                                    List.of(),
                                    List.of()),
                            "test");
            Declaration listed = new Declaration(
                    riga,
                    "https://127.0.0.1:9",
                    Optional.of(new Fingerprint(ID)),
                    Optional.empty(),
                    TrustDirection.BOTH,
                    Origin.FEDERATION,
                    Optional.of("league"));
            store.declarations().change(riga, "test", before -> Optional.of(listed));
        }
        assertThat(plan(trusts("{}\n"))).startsWith("the trusts of");
        assertThat(hanse.ok("trust", "export")).doesNotContain("RIGA");

        String own = trusts("RIGA.EXAMPLE: {kind: declared, url: \"https://127.0.0.1:9\"}\n");
        assertThat(plan(own)).contains("origin", "federation", "operator");
        assertThat(apply(own).err()).isEmpty();
        assertThat(plan(own)).startsWith("the trusts of");
        assertThat(hanse.ok("trust", "export")).contains("RIGA.EXAMPLE", ID);
    }

    @Test
    void scriptsCanAskWhetherAnythingDiffers() {
        String file = twoTrusts();
        Outcome differs = hanse.run("trust", "plan", "-f", file, "--exit-code");
        assertThat(differs.exit()).isEqualTo(1);
        assertThat(differs.err()).startsWith("error: 2 trusts are not as ").hasLineCount(1);
        apply(file);
        assertThat(hanse.run("trust", "plan", "-f", file, "--exit-code").exit()).isZero();
    }

    @Test
    void aMistakeInTheFileIsNamedAndNothingIsDone() {
        Outcome mistake = apply(trusts("""
                BERGEN.EXAMPLE: {kind: shared-secret, passwordFile: herring.pw}
                VISBY.EXAMPLE: {kind: shared-secret, passwordfile: herring.pw}
                """));
        assertThat(mistake.exit()).isEqualTo(1);
        assertThat(mistake.err())
                .contains("line 3: trusts.VISBY.EXAMPLE.passwordfile is no setting; did you mean")
                .hasLineCount(1);
        Path other = hanse.file("other.yaml", "realm: RIGA.EXAMPLE\ntrusts: {}\n", "rw-r--r--");
        assertThat(apply(other.toString()).err()).contains("the file is for RIGA.EXAMPLE and this is LUEBECK.EXAMPLE");
        assertThat(hanse.run("trust", "plan").exit()).isEqualTo(2);
        assertThat(hanse.json("trust", "list", "--json")).isEmpty();
    }
}
