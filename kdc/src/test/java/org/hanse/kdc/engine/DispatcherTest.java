package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine answers to octets of any kind. */
class DispatcherTest {
    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService("HTTP/www.luebeck.example");

    @ParameterizedTest
    @ValueSource(strings = {"", "ffff", "7e00", "6e00", "6aff", "6cff", "6a00", "30820000", "6a03020105"})
    @Tag("K-001")
    @Tag("K-003")
    void whatIsNoRequestGetsSilenceOverUdpAndAnErrorOverTcp(String hex) {
        byte[] message = HexFormat.of().parseHex(hex);

        assertThat(realm.answer(message, Transport.UDP)).isEmpty();
        assertThat(Asking.error(realm.answer(message, Transport.TCP)).code())
                .isIn(WireCode.KRB_AP_ERR_MSG_TYPE.number(), WireCode.KRB_ERR_GENERIC.number());
    }

    @Test
    void everyErrorEndsInTheIdUnderWhichTheLogHasIt() {
        KrbError error = Asking.as(realm, "nobody").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);

        assertThat(error.text().orElseThrow()).matches(".* id=[0-9A-F]{8}");
        assertThat(error.text().orElseThrow()).endsWith(realm.lastRecord().id());
        assertThat(realm.lastRecord().refused()).contains(Reason.CLIENT_NOT_FOUND);
    }

    @Test
    @Tag("K-010")
    void aReplyThatNoDatagramShouldCarryIsLeftToTcp() throws Exception {
        byte[] big = new byte[5000];
        AskingTgs asking = AskingTgs.by(
                        realm, Asking.as(realm, "ann").provingWith("ann").got())
                .forService("HTTP/www.luebeck.example");
        asking.authorizationData(
                new AuthorizationData(
                        java.util.List.of(new AuthorizationData.Element(77, org.hanse.protocol.wire.Octets.wrap(big)))),
                asking.sessionKey(),
                org.hanse.protocol.crypto.KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY);
        byte[] message = asking.encoded();

        assertThat(Asking.error(realm.answer(message, Transport.UDP)).code())
                .isEqualTo(WireCode.KRB_ERR_RESPONSE_TOO_BIG.number());
        byte[] overTcp = realm.answer(message, Transport.TCP);
        assertThat(KerberosCodec.decodeKdcReply(overTcp).ticket()).isNotNull();
        assertThat(Asking.error(realm.answer(message, Transport.UDP)).code())
                .as("a retransmission is held to the same limit")
                .isEqualTo(WireCode.KRB_ERR_RESPONSE_TOO_BIG.number());
    }

    @Test
    @Tag("K-013")
    void theSameRequestGetsTheSameAnswerForAMinute() {
        byte[] message = Asking.as(realm, "ann").provingWith("ann").encoded();
        byte[] first = realm.answer(message, Transport.UDP);
        for (int i = 0; i < 5; i++) {
            assertThat(realm.answer(message, Transport.UDP)).isEqualTo(first);
        }
        AskingTgs asking = AskingTgs.by(
                        realm, Asking.as(realm, "ann").provingWith("ann").got())
                .forService("HTTP/www.luebeck.example");
        byte[] tgs = asking.encoded();
        byte[] ticket = realm.answer(tgs, Transport.UDP);
        for (int i = 0; i < 5; i++) {
            assertThat(realm.answer(tgs, Transport.UDP)).isEqualTo(ticket);
        }
        // From elsewhere it is somebody who overheard it.
        assertThat(Asking.error(realm.answerTo("127.0.0.2", tgs, Transport.UDP)).code())
                .isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
    }

    /** RFC 4120 §7.2.1: an address can be forged, and its owner must not get more than the forger paid for. */
    @Test
    @Tag("K-011")
    void whoProvedNothingGetsAtMostFiveTimesWhatItSent() {
        // A salt of a length that no stock client needs makes a long answer to a short question.
        realm.flag("ann", PrincipalFlag.REQUIRES_PREAUTH, false)
                .change(
                        "ann",
                        entry -> TestRealm.withKeys(
                                entry,
                                entry.keys().stream()
                                        .map(key -> new PrincipalKey(
                                                key.kvno(), key.key(), Optional.of("x".repeat(1000)), Optional.empty()))
                                        .toList()));
        byte[] small = Asking.as(realm, "ann").etypes(TestRealm.ALL.get(0)).encoded();
        byte[] whole = realm.answer(small, Transport.TCP);
        assertThat(whole.length).isGreaterThan(5 * small.length);

        byte[] error = realm.answer(small, Transport.UDP);
        assertThat(Asking.error(error).code()).isEqualTo(WireCode.KRB_ERR_RESPONSE_TOO_BIG.number());
        assertThat(error.length).isLessThan(5 * small.length);
        assertThat(Asking.error(realm.answerTo("127.0.0.2", small, Transport.UDP))
                        .code())
                .as("also when it is new")
                .isEqualTo(WireCode.KRB_ERR_RESPONSE_TOO_BIG.number());
        assertThat(realm.answer(small, Transport.TCP)).as("over TCP").isEqualTo(whole);

        // Hints are an answer too.
        realm.flag("ann", PrincipalFlag.REQUIRES_PREAUTH, true);
        byte[] first = Asking.as(realm, "ann").encoded();
        assertThat(Asking.error(realm.answer(first, Transport.UDP)).code())
                .isEqualTo(WireCode.KRB_ERR_RESPONSE_TOO_BIG.number());
        byte[] usual = Asking.as(realm.withUser("bob"), "bob").encoded();
        assertThat(Asking.error(realm.answer(usual, Transport.UDP)).code())
                .isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
    }

    /** A request can be so short, or the realm's name so long, that not even an error is worth sending. */
    @Test
    @Tag("K-011")
    void whatIsTooShortToAnswerGetsSilence() {
        byte[] versionFour = {0x6A, 0x0C, 0x30, 0x0A, (byte) 0xA1, 3, 2, 1, 4, (byte) 0xA2, 3, 2, 1, 10};
        assertThat(realm.answer(versionFour, Transport.UDP)).isEmpty();
        assertThat(Asking.error(realm.answer(versionFour, Transport.TCP)).code())
                .isEqualTo(WireCode.KDC_ERR_BAD_PVNO.number());

        Asking asking = Asking.as(TestRealm.named("R".repeat(200)), "ann").etypes(TestRealm.ALL.get(0));
        asking.realm = RealmName.of("X");
        asking.service = Optional.of(PrincipalName.of("x"));
        byte[] brief = asking.encoded();
        assertThat(asking.kdc.answer(brief, Transport.UDP)).isEmpty();
        assertThat(Asking.error(asking.kdc.answer(brief, Transport.TCP)).code())
                .isEqualTo(WireCode.KDC_ERR_WRONG_REALM.number());
    }

    /** The answer may have been lost, and the authenticator is used up: 34 would be the wrong one. */
    @Test
    @Tag("K-013")
    void aRefusalOfATicketIsRepeatedToo() {
        Asking.Got tgt = Asking.as(realm, "ann").provingWith("ann").got();
        byte[] unknown = AskingTgs.by(realm, tgt).forService("HTTP/none").encoded();
        byte[] first = realm.answer(unknown, Transport.UDP);
        assertThat(Asking.error(first).code()).isEqualTo(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN.number());
        for (int i = 0; i < 5; i++) {
            assertThat(realm.answer(unknown, Transport.UDP)).isEqualTo(first);
        }
        assertThat(Asking.error(realm.answerTo("127.0.0.2", unknown, Transport.UDP))
                        .code())
                .as("from elsewhere it is a replay")
                .isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
        realm.at(realm.now.plusSeconds(61));
        assertThat(Asking.error(realm.answer(unknown, Transport.UDP)).code())
                .isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
    }

    /** A proved client's reply is not held to it: nobody can forge the proof. */
    @Test
    @Tag("K-011")
    void whoProvedSomethingGetsItsAnswer() {
        byte[] message = Asking.as(realm, "ann").provingWith("ann").encoded();
        assertThat(realm.answer(message, Transport.UDP)[0]).isEqualTo((byte) 0x6B);
    }

    @Test
    @Tag("K-015")
    void damagedRequestsNeverBreakTheEngine() {
        byte[][] good = {
            Asking.as(realm, "ann").provingWith("ann").encoded(),
            AskingTgs.by(realm, Asking.as(realm, "ann").provingWith("ann").got())
                    .forService("HTTP/www.luebeck.example")
                    .encoded()
        };
        Random random = new Random(20261123);
        for (int i = 0; i < 4000; i++) {
            byte[] message = good[i & 1].clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                message = Arrays.copyOf(message, random.nextInt(message.length + 8));
            }
            byte[] answer = realm.answer(message, Transport.TCP);
            assertThat(answer).isNotEmpty();
            if (answer[0] == 0x7E) {
                assertThat(Asking.error(answer).code()).isPositive();
            }
            if (!realm.records.isEmpty()) {
                assertThat(realm.lastRecord().refused()).isNotEqualTo(java.util.Optional.of(Reason.INTERNAL_ERROR));
            }
        }
    }
}
