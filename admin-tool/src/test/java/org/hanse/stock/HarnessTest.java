package org.hanse.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stock software by itself: when this fails, look at scripts/stock-software before looking at Hanse. */
@Tag("stock")
class HarnessTest {
    @Test
    void stockClientsLogInToStockKrb5kdc(@TempDir Path folder) {
        try (MitRealm visby = MitRealm.start("VISBY.EXAMPLE", folder)) {
            visby.kadmin("addprinc -pw secret alice").kadmin("addprinc -randkey host/www.visby.example");
            Desk alice = Desk.with(Krb5Conf.of(visby));

            alice.mit("kinit", "alice").typing("secret\n").succeeds();
            alice.mit("kvno", "host/www.visby.example").succeeds();
            assertThat(alice.tickets()).contains("Default principal: alice@VISBY.EXAMPLE", "host/www.visby.example");

            Desk again = Desk.with(Krb5Conf.of(visby));
            Path password = HanseRealm.ownersFile(folder.resolve("password"), "secret");
            again.heimdal("kinit.heimdal", "--password-file=" + password, "alice@VISBY.EXAMPLE")
                    .succeeds();
            again.heimdal("kgetcred", "host/www.visby.example@VISBY.EXAMPLE").succeeds();
            assertThat(again.heimdal("heimtools", "klist").succeeds().out()).contains("host/www.visby.example");
        }
    }
}
