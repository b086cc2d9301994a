package org.hanse.client.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
    @Tag("A-018")
    void aNewKeyIsUsedWithoutRestartAndTheOldOneStays() throws IOException {
        ProtocolKey next = ProtocolKey.random(web.key.etype(), web.random);
        byte[] early = tokenUnder(next);
        AcceptorTest.refused(acceptor.accept(early), RefusalReason.KEY_VERSION_UNKNOWN);

        Keytab.merge(
                file, List.of(new KeytabEntry(TestService.WEB, Instant.EPOCH, Kvno.of(4), next.toEncryptionKey())));

        AcceptorTest.accepted(acceptor.accept(early));
        AcceptorTest.accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
    }

    /** The order of the manual: the service has the new key before any ticket is sealed with it, and the old one until the last has ended. */
    @Test
    @Tag("A-018")
    void aRolloverInTheManualsOrderRefusesNobody() throws IOException {
        ProtocolKey next = ProtocolKey.random(web.key.etype(), web.random);
        KeytabEntry nextEntry = new KeytabEntry(TestService.WEB, Instant.EPOCH, Kvno.of(4), next.toEncryptionKey());

        Keytab.merge(file, List.of(nextEntry));
        AcceptorTest.accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
        AcceptorTest.accepted(acceptor.accept(tokenUnder(next)));
        clock.advance(Duration.ofHours(9).plusMinutes(6));
        Keytab.write(file, List.of(nextEntry));
        AcceptorTest.accepted(acceptor.accept(tokenUnder(next)));

        AcceptorTest.refused(
                acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.KEY_VERSION_UNKNOWN);
    }

    @Test
    @Tag("A-019")
    void aKeyVersionBeyond255IsHeldAgainstAllOfIt() throws IOException {
        ProtocolKey wide = ProtocolKey.random(web.key.etype(), web.random);
        Keytab.write(
                file, List.of(new KeytabEntry(TestService.WEB, Instant.EPOCH, Kvno.of(259), wide.toEncryptionKey())));
        TestService.TicketDraft draft = web.ticketFor(TestService.ALICE).sealedWith(wide);

        AcceptorTest.accepted(
                acceptor.accept(draft.kvno(Optional.of(Kvno.of(259))).token()));
        // 259 modulo 256
        AcceptorTest.refused(
                acceptor.accept(draft.kvno(Optional.of(Kvno.of(3))).token()), RefusalReason.KEY_VERSION_UNKNOWN);
    }

    @Test
    @Tag("A-020")
    void aKeytabThatOthersMayReadIsWarnedOfOrRefused() throws IOException {
        Acceptor strict = strict().build();
        assertThat(acceptor.keytabWarning()).isEmpty();
        AcceptorTest.accepted(strict.accept(web.ticketFor(TestService.ALICE).token()));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(acceptor.keytabWarning())
                .hasValueSatisfying(why -> assertThat(why).contains("every user"));
        AcceptorTest.accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
        AcceptorTest.refused(strict.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.KEYTAB_EXPOSED);
        assertThatThrownBy(() -> strict().build())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("every user");
    }

    @Test
    @Tag("A-020")
    void aLinkInThePlaceOfTheKeytabLeadsToItsKeysWholeOrNotAtAll() throws IOException {
        Acceptor strict = strict().build();
        ProtocolKey next = ProtocolKey.random(web.key.etype(), web.random);
        Path other = folder.resolve("other.keytab");
        Keytab.write(
                other, List.of(new KeytabEntry(TestService.WEB, Instant.EPOCH, Kvno.of(4), next.toEncryptionKey())));
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);

        Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);

        AcceptorTest.accepted(strict.accept(tokenUnder(next)));
        AcceptorTest.refused(
                strict.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.KEY_VERSION_UNKNOWN);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        AcceptorTest.refused(strict.accept(tokenUnder(next)), RefusalReason.KEYTAB_EXPOSED);
    }

    private AcceptorBuilder strict() {
        return Acceptor.builder(file)
                .service("HTTP/web.bergen.example")
                .clock(clock)
                .refuseExposedKeytab();
    }

    @Test
    void aKeytabThatIsTakenAwayLetsNobodyIn() throws IOException {
        Files.delete(file);

        AcceptorTest.refused(
                acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.KEYTAB_UNREADABLE);
    }

    @Test
    @Tag("A-020")
    void aKeytabThatIsHalfWrittenKeepsTheKeysOfBefore() throws IOException {
        Files.write(file, new byte[] {5, 2, 0, 0, 0, 90, 0});

        AcceptorTest.accepted(acceptor.accept(web.ticketFor(TestService.ALICE).token()));
    }

    @Test
    @Tag("A-002")
    void aKeytabWithoutOurKeysLetsNobodyIn() throws IOException {
        Keytab.write(
                file,
                List.of(new KeytabEntry(TestService.ALICE, Instant.EPOCH, Kvno.FIRST, web.key.toEncryptionKey())));

        Login.Refused refused = AcceptorTest.refused(
                acceptor.accept(web.ticketFor(TestService.ALICE).token()), RefusalReason.NO_KEY);
        assertThat(AcceptorTest.errorCode(refused)).isEqualTo(WireCode.KRB_AP_ERR_NOKEY);
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
