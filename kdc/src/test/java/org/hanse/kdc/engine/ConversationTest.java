package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.preauth.Attempt;
import org.hanse.kdc.preauth.Conversation;
import org.hanse.kdc.preauth.Mechanism;
import org.hanse.kdc.preauth.Step;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 6113 §5.2: a mechanism of several rounds, whose state goes through the client. The mechanism here asks for a riddle's answer and
 * then seals the reply under a key of its own, as SPAKE (RFC 9588) does with better mathematics.
 */
class ConversationTest {
    private static final int RIDDLE = 4242;
    private static final ProtocolKey REPLY_KEY = ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM);

    private static final class Riddle implements Mechanism {
        @Override
        public int type() {
            return RIDDLE;
        }

        @Override
        public Optional<Octets> offer(Attempt attempt) {
            return Optional.of(text("any riddles?"));
        }

        @Override
        public Step verify(Octets value, Attempt attempt, Conversation conversation) throws Refusal {
            if (value.equals(text("ask me"))) {
                return new Step.GoesOn(text("what walks on four feet in the morning?"), text("man"));
            }
            if (!value.equals(conversation.required(Reason.PREAUTH_REQUIRED))) {
                throw new Refusal(Reason.TIMESTAMP_WRONG_KEY);
            }
            return new Step.Proven(List.of(new PaData(RIDDLE, text("well done"))), Optional.of(REPLY_KEY));
        }
    }

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withUser("bob").trying(new Riddle());

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PaData said(String text) {
        return new PaData(RIDDLE, text(text));
    }

    private PaData cookieFor(String client) throws DecodeFault {
        KrbError asked =
                Asking.as(realm, client).add(said("ask me")).refused(WireCode.KDC_ERR_MORE_PREAUTH_DATA_REQUIRED);
        List<PaData> data =
                KerberosCodec.decodeMethodData(asked.data().orElseThrow().toByteArray());
        assertThat(data).extracting(PaData::type).containsExactly(RIDDLE, PaType.FX_COOKIE);
        assertThat(data.get(0).value()).isEqualTo(text("what walks on four feet in the morning?"));
        return data.get(1);
    }

    @Test
    @Tag("K-055")
    void aNeedForProofComesWithACookie() throws DecodeFault {
        KrbError error = Asking.as(realm, "ann").refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(KerberosCodec.decodeMethodData(error.data().orElseThrow().toByteArray()))
                .extracting(PaData::type)
                .containsExactly(PaType.ETYPE_INFO2, PaType.FX_FAST, RIDDLE, PaType.FX_COOKIE);
    }

    @Test
    void theSecondRoundKnowsTheFirst() throws DecodeFault {
        Asking second = Asking.as(realm, "ann").add(said("man")).add(cookieFor("ann"));

        Asking.Got got = Asking.opened(second.raw(), etype -> REPLY_KEY, org.hanse.protocol.crypto.KeyUsage.AS_REP);
        EncTicketPart ticket = got.openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(ticket.flags().has(TicketFlag.PRE_AUTHENT)).isTrue();
        assertThat(got.reply().padata()).containsExactly(said("well done"));
        assertThat(got.reply().sealed().kvno()).isEmpty();
    }

    @Test
    void aWrongAnswerGetsTheHintsAndANewCookie() throws DecodeFault {
        KrbError error =
                Asking.as(realm, "ann").add(said("dog")).add(cookieFor("ann")).refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(KerberosCodec.decodeMethodData(error.data().orElseThrow().toByteArray()))
                .extracting(PaData::type)
                .contains(PaType.FX_COOKIE, RIDDLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 20, 60})
    @Tag("K-203")
    void anAlteredCookieIsAsGoodAsNone(int at) throws DecodeFault {
        byte[] altered = cookieFor("ann").value().toByteArray();
        altered[at] ^= 1;
        second(Octets.wrap(altered)).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
    }

    @Test
    @Tag("K-203")
    void aCookieOfAnotherClientOrRealmOrCutShortIsAsGoodAsNone() throws DecodeFault {
        Octets bobs = cookieFor("bob").value();
        second(bobs).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);

        TestRealm other = TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").trying(new Riddle());
        Octets foreign = new ConversationTest.Elsewhere(other).cookie();
        second(foreign).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);

        byte[] whole = cookieFor("ann").value().toByteArray();
        for (int length : new int[] {0, 1, 5, 6, 21, whole.length - 1}) {
            second(Octets.copyOf(whole, 0, length)).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        }
    }

    /** The same name, another realm's keys. */
    private record Elsewhere(TestRealm realm) {
        Octets cookie() throws DecodeFault {
            KrbError asked =
                    Asking.as(realm, "ann").add(said("ask me")).refused(WireCode.KDC_ERR_MORE_PREAUTH_DATA_REQUIRED);
            return Armor.value(
                    KerberosCodec.decodeMethodData(asked.data().orElseThrow().toByteArray()), PaType.FX_COOKIE);
        }
    }

    @Test
    @Tag("K-204")
    void aConversationLastsTenMinutes() throws DecodeFault {
        PaData cookie = cookieFor("ann");
        realm.at(NOON.plusSeconds(600));
        assertThat(second(cookie.value()).raw()[0]).isEqualTo((byte) 0x6B);
        realm.at(NOON.plusSeconds(601));
        Asking late = second(cookie.value());
        late.nonce = new Nonce(9); // another message: the same one again would get the same answer
        late.refused(WireCode.KDC_ERR_PREAUTH_EXPIRED);
    }

    /** Any server of the realm goes on, also after the ticket-granting service has a new key. */
    @Test
    void aCookieOutlivesANewKey() throws DecodeFault {
        PaData cookie = cookieFor("ann");
        realm.rekey("krbtgt/LUEBECK.EXAMPLE");
        assertThat(second(cookie.value()).raw()[0]).isEqualTo((byte) 0x6B);
    }

    private Asking second(Octets cookie) {
        return Asking.as(realm, "ann").add(said("man")).add(new PaData(PaType.FX_COOKIE, cookie));
    }
}
