package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.audit.RequestLog;
import org.hanse.kdc.audit.ServerLog;
import org.hanse.kdc.config.LogSettings;
import org.hanse.kdc.preauth.Attempt;
import org.hanse.kdc.preauth.Conversation;
import org.hanse.kdc.preauth.Mechanism;
import org.hanse.kdc.preauth.Step;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server never tells: keys and passwords to nobody, its inside to no peer. */
class SecretsTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    Path home;

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB).newPassword("ann", PASSWORD);

    @Test
    @Tag("K-256")
    void noLevelOfTheLogShowsAKeyAPasswordOrATicket() throws Exception {
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(PASSWORD.getBytes(StandardCharsets.UTF_8));
        for (String name : List.of("ann", WEB, "krbtgt/LUEBECK.EXAMPLE")) {
            for (PrincipalKey key : realm.entryOf(name).keys()) {
                secrets.add(octets(key.key()));
            }
        }
        StringBuilder seen = new StringBuilder();
        try (ServerLog log = ServerLog.start(home, LogSettings.DEFAULT)) {
            hearAll(seen);
            wholeExchanges(secrets);
            RequestLog requests = new RequestLog();
            realm.records.forEach(requests::record);
            realm.records.forEach(record -> seen.append(record).append('\n'));
            assertThat(log).isNotNull();
        }

        seen.append(Files.readString(home.resolve("log/kdc.log")));
        seen.append(Files.readString(home.resolve("log/audit.jsonl")));
        assertThat(seen)
                .as("something was written at all")
                .contains("INTERNAL_ERROR", "TIMESTAMP_WRONG_KEY", "outcome\":\"ISSUED\"", "finest");
        for (byte[] secret : secrets) {
            assertShownNowhere(seen.toString(), secret);
        }
    }

    @Test
    @Tag("K-256")
    void whatHoldsAKeyDoesNotPrintIt() {
        Asking.Got got = got();
        String printed = realm.entryOf("ann") + " " + got + " " + got.sessionKey() + " " + got.part() + " "
                + got.openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");

        assertShownNowhere(printed, octets(got.sessionKey()));
        realm.entryOf("ann").keys().forEach(key -> assertShownNowhere(printed, octets(key.key())));
    }

    @Test
    @Tag("K-257")
    void aFaultOfOursIsAGenericErrorAndNothingMore() {
        realm.trying(new Broken());

        KrbError error = Asking.as(realm, "ann").provingWith(PASSWORD).refused(WireCode.KRB_ERR_GENERIC);

        assertThat(realm.lastRecord().refused()).contains(Reason.INTERNAL_ERROR);
        assertThat(error.text())
                .contains(WireCode.KRB_ERR_GENERIC.explanation() + " id="
                        + realm.lastRecord().id());
        assertThat(error.data()).isEmpty();
    }

    @Test
    @Tag("K-257")
    void everyErrorTextIsAFixedPhrase() {
        for (Reason reason : Reason.values()) {
            assertThat(reason.code().explanation())
                    .as(reason.name())
                    .matches("[A-Za-z0-9 ,;.'()/-]{5,80}")
                    .doesNotContainPattern("org\\.|java|Exception|/[a-z]+/|SELECT");
        }
    }

    private Asking.Got got() {
        Asking asking = Asking.as(realm, "ann").provingWith(PASSWORD);
        return Asking.opened(asking.raw(), etype -> realm.key("ann", etype), KeyUsage.AS_REP);
    }

    /** Logins, tickets, refusals, and a fault of the server itself. */
    private void wholeExchanges(List<byte[]> secrets) {
        Asking.as(realm, "ann").refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Asking.as(realm, "ann").provingWith("wrong-" + PASSWORD).refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        Asking.Got tgt = got();
        secrets.add(octets(tgt.sessionKey()));
        secrets.add(tgt.ticket().sealed().cipher().toByteArray());
        AskingTgs asking = AskingTgs.by(realm, tgt).forService(WEB);
        ProtocolKey subkey = ProtocolKey.random(TestRealm.ALL.get(1), TestRealm.RANDOM);
        secrets.add(octets(subkey));
        asking.withSubkey(subkey).authorizationData(AuthorizationData.NONE, subkey, KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY);
        Asking.Got service = asking.got();
        secrets.add(octets(service.sessionKey()));
        secrets.add(service.ticket().sealed().cipher().toByteArray());
        realm.answer(new byte[] {0x6A, 3, 1, 2, 3}, Transport.TCP);
        realm.trying(new Broken());
        Asking.as(realm, "ann").provingWith(PASSWORD).refused(WireCode.KRB_ERR_GENERIC);
    }

    /** Every logger, at every level. */
    private static void hearAll(StringBuilder seen) {
        LoggerContext context = (LoggerContext) LogManager.getContext(ServerLog.class.getClassLoader(), false);
        AbstractAppender ear =
                new AbstractAppender("ear", null, PatternLayout.createDefaultLayout(), true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        synchronized (seen) {
                            seen.append(event.getMessage().getFormattedMessage())
                                    .append(' ')
                                    .append(event.getThrown());
                            seen.append('\n');
                        }
                    }
                };
        ear.start();
        for (LoggerConfig logger : context.getConfiguration().getLoggers().values()) {
            logger.setLevel(Level.ALL);
            logger.addAppender(ear, Level.ALL, null);
        }
        context.updateLoggers();
        LogManager.getLogger("org.hanse.test").trace("finest");
    }

    private static byte[] octets(ProtocolKey key) {
        return key.toEncryptionKey().secret().reveal();
    }

    /** In none of the ways in which octets are usually shown. */
    private static void assertShownNowhere(String text, byte[] secret) {
        String hex = HexFormat.of().formatHex(secret);
        assertThat(text.replaceAll("[ :]", ""))
                .doesNotContainIgnoringCase(hex)
                .doesNotContainIgnoringCase(hex.substring(0, 16))
                .doesNotContain(Base64.getEncoder().encodeToString(secret).substring(0, 10));
        assertThat(text)
                .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1))
                .doesNotContain(java.util.Arrays.toString(secret).replaceAll("^\\[|]$", ""));
    }

    /** A part of the server that fails, with what a library might say about it. */
    private static final class Broken implements Mechanism {
        @Override
        public int type() {
            return 2;
        }

        @Override
        public Optional<Octets> offer(Attempt attempt) {
            return Optional.of(Octets.EMPTY);
        }

        @Override
        public Step verify(Octets value, Attempt attempt, Conversation conversation) throws Refusal {
            throw new IllegalStateException("SELECT * FROM keys failed in /var/lib/realm/realm.db");
        }
    }
}
