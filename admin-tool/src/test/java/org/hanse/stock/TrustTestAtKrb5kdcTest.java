package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hanse trust test} towards MIT's krb5kdc, which words its refusals as it likes. */
@Tag("stock")
class TrustTestAtKrb5kdcTest {
    @TempDir
    private static Path folder;

    @AutoClose
    private static MitRealm visby;

    /** Each of these Hanse realms has another thing wrong in its trust with VISBY; none of them is served. */
    @BeforeAll
    static void visbyIsMits() {
        visby = MitRealm.start("VISBY.EXAMPLE", folder.resolve("visby"));
        for (String realm : new String[] {"GOOD", "CIPHER", "KVNO", "SECRET", "BACK", "ONEWAY", "SHA1", "DEFAULT"}) {
            String enctypes = realm.equals("SHA1") || realm.equals("DEFAULT") ? "-e aes256-cts:normal " : "";
            visby.kadmin("addprinc " + enctypes + "-pw herring krbtgt/VISBY.EXAMPLE@" + realm + ".EXAMPLE");
        }
        for (String realm : new String[] {"GOOD", "DEFAULT", "CIPHER", "KVNO", "SECRET"}) {
            visby.kadmin("addprinc -pw herring krbtgt/" + realm + ".EXAMPLE@VISBY.EXAMPLE");
        }
        visby.kadmin("addprinc -pw cod krbtgt/BACK.EXAMPLE@VISBY.EXAMPLE");
    }

    @Test
    void aTrustThatWorksIsWalkedThereAndBack() {
        assertThat(test("GOOD", "herring").succeeds().out())
                .contains("PEER_REACHED", "OUT_ACCEPTED", "BACK_ISSUED", "IN_OPENED");
        assertThat(test("DEFAULT", "herring").succeeds().out())
                .as("with the keys that MIT makes unless it is told otherwise")
                .contains("IN_OPENED");
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET, cod, --kvno, 1, WRONG_PASSWORD",
        "BACK, herring, --kvno, 1, WRONG_PASSWORD",
        "KVNO, herring, --kvno-out, 5, WRONG_KVNO",
        "CIPHER, herring, --enctypes, aes128-cts, ENCTYPE_MISSING",
        "SHA1, herring, --enctypes, 'aes256-sha2,aes256-sha1', ENCTYPE_MISSING",
        "ONEWAY, herring, --kvno, 1, REVERSE_TRUST_MISSING",
        "ABSENT, herring, --kvno, 1, PEER_HAS_NO_TRUST",
    })
    void whatIsWrongIsNamed(String realm, String password, String option, String value, String code) {
        var result = test(realm, password, option, value).run();

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).as("%s", result).contains("(" + code + ")");
    }

    private static Command test(String name, String password, String... options) {
        String realm = name + ".EXAMPLE";
        Path home = folder.resolve(name);
        Path secret = HanseRealm.ownersFile(folder.resolve(name + ".pw"), password);
        StockTools.hanse("realm", "init", "--realm", realm, "--home", home.toString(), "--host", "127.0.0.1")
                .with("--kdc-port", "0", "--https-port", "0", "--admin-password-file", secret.toString())
                .succeeds();
        StockTools.hanse("trust", "shared-secret", "VISBY.EXAMPLE", "--home", home.toString())
                .with("--password-file", secret.toString(), "--kdc", "127.0.0.1:" + visby.port())
                .with(options)
                .succeeds();
        return StockTools.hanse("trust", "test", "VISBY.EXAMPLE", "--home", home.toString());
    }
}
