package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.Kvno;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keytab is a file that changes while the service runs. */
class KeytabChangeTest {
    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final TestService web = TestService.at(clock);
    private Path file;
    private Acceptor acceptor;

    @BeforeEach
    void aServiceWithAKeytabFile() throws IOException {
        file = folder.resolve("web.keytab");
        Keytab.write(file, List.of(web.entry()));
        acceptor = Acceptor.builder(file)
                .service("HTTP/web.bergen.example")
                .clock(clock)
                .build();
    }

    @Test
    void aNewKeyIsUsedWithoutRestartAndTheOldOneStays() throws IOException {
        ProtocolKey next = ProtocolKey.random(web.key.etype(), web.random);
        byte[] early = tokenUnder(next);
        AcceptorTest.refused(acceptor.accept(early), RefusalReason.KEY_VERSION_UNKNOWN);

        Keytab.merge(
                file, List.of(new KeytabEntry(TestService.WEB, Instant.EPOCH, Kvno.of(4), next.toEncryptionKey())));

        AcceptorTest.accepted(acceptor.accept(early));
        AcceptorTest.accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
    }

    @Test
    void aKeytabThatIsTakenAwayLetsNobodyIn() throws IOException {
        Files.delete(file);

        AcceptorTest.refused(
                acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.KEYTAB_UNREADABLE);
    }

    @Test
    void aKeytabThatIsHalfWrittenKeepsTheKeysOfBefore() throws IOException {
        Files.write(file, new byte[] {5, 2, 0, 0, 0, 90, 0});

        AcceptorTest.accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
    }

    @Test
    void aKeytabWithoutOurKeysLetsNobodyIn() throws IOException {
        Keytab.write(
                file,
                List.of(new KeytabEntry(TestService.ALICE, Instant.EPOCH, Kvno.FIRST, web.key.toEncryptionKey())));

        AcceptorTest.refused(acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.NO_KEY);
    }

    @Test
    void aMissingKeytabIsToldAtTheStart() {
        assertThatThrownBy(() -> Acceptor.builder(folder.resolve("missing"))
                        .service("HTTP/web.bergen.example")
                        .build())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
    }

    private byte[] tokenUnder(ProtocolKey key) {
        return web.ticketFor(TestService.ALICE)
                .sealedWith(key)
                .kvno(Optional.of(Kvno.of(4)))
                .token();
    }
}
