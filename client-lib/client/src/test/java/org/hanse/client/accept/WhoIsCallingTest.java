package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.hanse.client.example.WhoIsCalling;
import org.hanse.protocol.file.Keytab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example does what the README says. */
class WhoIsCallingTest {
    @Test
    void theExampleGreetsWhoeverHasATicketAndTellsTheOthersWhyNot(@TempDir Path folder) throws Exception {
        TestService web = TestService.at(Clock.systemUTC());
        Path keytab = folder.resolve("web.keytab");
        Keytab.write(keytab, List.of(web.entry()));
        WhoIsCalling example = new WhoIsCalling(keytab);
        String header = "Negotiate "
                + Base64.getEncoder()
                        .encodeToString(web.ticketFor(TestService.ALICE).token());

        assertThat(example.greet(header)).startsWith("hello alice@LUEBECK.EXAMPLE, until ");
        assertThat(example.greet(header)).startsWith("no: this token was used before; ");
    }
}
