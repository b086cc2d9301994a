package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What who listens, or lends armor of his own, gets out of FAST: nothing. */
class FastAttacksTest {
    private static final String LONG_NAME = "annabella";
    private static final String WEB = "HTTP/www.luebeck.example";

    private final TestRealm realm = TestRealm.named("LUEBECK.EXAMPLE")
            .withUser(LONG_NAME)
            .withUser("desk")
            .withUser("thief")
            .withService(WEB);

    private Armor armorOf(String host) {
        return Armor.of(realm, Asking.as(realm, host).provingWith(host).got());
    }

    private AskingFast annabella(Armor armor) {
        return AskingFast.as(realm, LONG_NAME, armor);
    }

    private static KdcRequestBody nameless(KdcRequestBody body) {
        return new KdcRequestBody(
                body.options(),
                Optional.of(PrincipalName.of("x")),
                body.realm(),
                body.service(),
                body.from(),
                body.till(),
                body.renewTill(),
                body.nonce(),
                body.etypes(),
                body.addresses(),
                body.encryptedAuthorizationData(),
                body.additionalTickets());
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1);
    }

    /** Whatever the answer is, nobody who reads it on the way learns whose it is. */
    @Test
    @Tag("K-195")
    void noAnswerOfTheAsTellsAHiddenName() {
        Armor armor = armorOf("desk");
        AskingFast elsewhere = annabella(armor);
        elsewhere.realm = RealmName.of("NOWHERE.EXAMPLE");
        AskingFast unserved = annabella(armor);
        unserved.etypes = List.of(new EncType(99));
        AskingFast late = annabella(armor);
        late.challengedBy(late.longTerm(LONG_NAME), KerberosTime.of(NOON.minus(Duration.ofHours(1))));
        List<Asking> all = List.of(
                annabella(armor),
                annabella(armor).challengedBy("a guess"),
                annabella(armor).forService("none"),
                annabella(armor).with(KdcOption.RENEW),
                annabella(armor).from(NOON.plus(Duration.ofHours(3))),
                elsewhere,
                unserved,
                late,
                annabella(armor).challengedBy(LONG_NAME));
        for (Asking asking : all) {
            ((AskingFast) asking).options(FastOptions.HIDE_CLIENT_NAMES).outside(FastAttacksTest::nameless);
            assertThat(text(asking.raw()))
                    .as("%s", realm.lastRecord().refused())
                    .doesNotContain(LONG_NAME);
        }
        realm.flag(LONG_NAME, PrincipalFlag.ALLOW_TIX, false);
        byte[] locked = annabella(armor)
                .options(FastOptions.HIDE_CLIENT_NAMES)
                .outside(FastAttacksTest::nameless)
                .raw();
        assertThat(realm.lastRecord().refused()).contains(Reason.CLIENT_LOCKED);
        assertThat(text(locked)).doesNotContain(LONG_NAME);
    }

    @Test
    @Tag("K-195")
    void noAnswerOfTheTgsTellsAHiddenName() {
        Asking.Got tgt = Asking.as(realm, LONG_NAME).provingWith(LONG_NAME).got();
        for (String service : List.of(WEB, "none", "desk")) {
            byte[] answer = AskingTgs.by(realm, tgt)
                    .withSubkey(ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM))
                    .forService(service)
                    .inFast()
                    .fastOptions(FastOptions.HIDE_CLIENT_NAMES)
                    .raw();
            assertThat(text(answer)).as(service).doesNotContain(LONG_NAME);
        }
    }

    /** A challenge is made with the armor key: it proves nothing under another armor, nor of another client. */
    @Test
    @Tag("K-201")
    void aChallengeIsBoundToItsArmorAndClient() {
        AskingFast honest = annabella(armorOf("desk")).challengedBy(LONG_NAME);
        PaData overheard = honest.padata.get(0);

        AskingFast stolen = annabella(armorOf("thief"));
        stolen.add(overheard);
        stolen.refusedInside(WireCode.KDC_ERR_PREAUTH_FAILED);
        AskingFast other = AskingFast.as(realm, "thief", honest.armor);
        other.add(overheard);
        other.refusedInside(WireCode.KDC_ERR_PREAUTH_FAILED);

        honest.armored(LONG_NAME);
    }

    /** A timestamp that was used in clear is used up inside FAST too, and the other way round. */
    @Test
    @Tag("K-066")
    void aTimestampIsUsedUpOnBothSidesOfTheArmor() {
        Asking clear = Asking.as(realm, LONG_NAME).provingWith(LONG_NAME);
        clear.got();
        AskingFast again = annabella(armorOf("thief"));
        again.add(clear.padata.get(0));
        again.refusedInside(WireCode.KRB_AP_ERR_REPEAT);

        AskingFast inside = annabella(armorOf("desk"));
        inside.provingWith(LONG_NAME);
        PaData proof = inside.padata.get(0);
        inside.raw();
        assertThat(realm.lastRecord().refused()).isEmpty();
        Asking.as(realm, LONG_NAME).add(proof).refused(WireCode.KRB_AP_ERR_REPEAT);
    }

    @Test
    @Tag("K-191")
    void theArmorOfAPeerEndsWithItsTrust() {
        TestRealm peer = TestRealm.named("BERGEN.EXAMPLE").withUser("olav");
        TestRealm.trustEachOther(realm, peer);
        Asking.Got cross = AskingTgs.ticketForPeer(peer, "olav", realm);
        Armor armor = Armor.of(realm, cross);
        annabella(armor).challengedBy(LONG_NAME).armored(LONG_NAME);

        realm.suspend(peer);
        annabella(armor).challengedBy(LONG_NAME).refused(WireCode.KDC_ERR_SERVER_NOMATCH, Reason.ARMOR_NOT_FOR_US);
    }
}
