package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.WellKnown;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.FastArmor;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastFinished;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6113 §5.4: armor around both exchanges. A host of the realm lends its ticket as armor, a user of the realm hides under it. */
class FastTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withUser("desk").withService(WEB);
    private final Asking.Got deskTgt =
            Asking.as(realm, "desk").provingWith("desk").got();
    private final Armor armor = Armor.of(realm, deskTgt);

    private AskingFast ann() {
        return AskingFast.as(realm, "ann", armor);
    }

    private AskingTgs web(Asking.Got tgt) {
        return AskingTgs.by(realm, tgt)
                .forService(WEB)
                .withSubkey(ProtocolKey.random(tgt.sessionKey().etype(), TestRealm.RANDOM));
    }

    private static KdcRequestBody named(KdcRequestBody body, String client, Nonce nonce) {
        return new KdcRequestBody(
                body.options(),
                Optional.of(PrincipalName.of(client)),
                body.realm(),
                Optional.of(PrincipalName.of("nobody", "knows")),
                body.from(),
                NOON.plusSeconds(60),
                body.renewTill(),
                nonce,
                List.of(),
                body.addresses(),
                body.encryptedAuthorizationData(),
                body.additionalTickets());
    }

    private static AuthorizationData mark(int type) {
        return new AuthorizationData(List.of(new AuthorizationData.Element(type, Octets.EMPTY)));
    }

    // ---- the AS exchange

    @Test
    @Tag("K-197")
    void aFirstArmoredRequestLearnsItsHintsInside() throws DecodeFault {
        AskingFast.Refused refused = ann().refusedInside(WireCode.KDC_ERR_PREAUTH_REQUIRED);

        assertThat(refused.response().padata())
                .extracting(PaData::type)
                .containsExactly(PaType.ETYPE_INFO2, PaType.ENCRYPTED_CHALLENGE, PaType.FX_COOKIE, PaType.FX_ERROR);
        assertThat(refused.response().strengthenKey()).isEmpty();
        assertThat(refused.response().finished()).isEmpty();
        assertThat(refused.response().nonce()).isEqualTo(ann().nonce);
        assertThat(refused.inner()).isEqualTo(withoutData(refused));
        assertThat(KerberosCodec.decodeMethodData(
                        refused.outer().data().orElseThrow().toByteArray()))
                .extracting(PaData::type)
                .containsExactly(PaType.FX_FAST);
    }

    private static org.hanse.protocol.wire.KrbError withoutData(AskingFast.Refused refused) {
        org.hanse.protocol.wire.KrbError outer = refused.outer();
        return new org.hanse.protocol.wire.KrbError(
                outer.clientTime(),
                outer.serverTime(),
                outer.code(),
                outer.clientRealm(),
                outer.clientName(),
                outer.realm(),
                outer.service(),
                outer.text(),
                Optional.empty());
    }

    @Test
    @Tag("K-181")
    @Tag("K-198")
    @Tag("K-202")
    void anEncryptedChallengeProvesTheClientAndTheKdc() throws Exception {
        AskingFast asking = ann().challengedBy("ann");
        AskingFast.Armored armored = asking.armored("ann");

        EncTicketPart ticket = armored.got().openedBy(realm, TGS);
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(ticket.flags().toList()).containsExactly(TicketFlag.INITIAL, TicketFlag.PRE_AUTHENT);
        assertThat(armored.got().reply().padata()).extracting(PaData::type).containsExactly(PaType.FX_FAST);
        assertThat(armored.response().padata())
                .extracting(PaData::type)
                .containsExactly(PaType.ENCRYPTED_CHALLENGE, PaType.ETYPE_INFO2);

        ProtocolKey kdcKey = KeyCombination.KDC_CHALLENGE.of(armor.key(), asking.longTerm("ann"));
        EncryptedData answer =
                KerberosCodec.decodeEncryptedData(Armor.value(armored.response().padata(), PaType.ENCRYPTED_CHALLENGE)
                        .toByteArray());
        assertThat(KerberosCodec.decodePaEncTsEnc(kdcKey.open(KeyUsage.ENCRYPTED_CHALLENGE_KDC, answer))
                        .instant())
                .isEqualTo(NOON);

        FastFinished finished = armored.response().finished().orElseThrow();
        assertThat(finished.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(finished.clientRealm()).isEqualTo(realm.name);
        assertThat(finished.time().instant()).isEqualTo(NOON);
        assertThat(armor.key()
                        .verify(
                                KeyUsage.FAST_FINISHED,
                                armored.got().ticket().encoded().toByteArray(),
                                finished.ticketChecksum()))
                .isTrue();
        assertThat(armored.response().nonce()).isEqualTo(asking.nonce);
        assertThat(armored.response().strengthenKey().orElseThrow().etype())
                .isEqualTo(asking.longTerm("ann").etype());
    }

    /** Who takes the armor off a reply has nothing that opens: the reply key is strengthened. */
    @Test
    @Tag("K-198")
    void theLongTermKeyAloneDoesNotOpenTheReply() throws Exception {
        AskingFast asking = ann().challengedBy("ann");
        KdcReply reply = KerberosCodec.decodeKdcReply(asking.raw());

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> asking.longTerm("ann").open(KeyUsage.AS_REP, reply.sealed()))
                .isInstanceOf(IntegrityFault.class);
    }

    @Test
    @Tag("K-181")
    @Tag("K-182")
    void whatStandsOutsideCountsForNothing() {
        AskingFast.Armored armored = ann().challengedBy("ann")
                .outside(body -> named(body, "mallory", new Nonce(1)))
                .armored("ann");

        EncTicketPart ticket = armored.got().openedBy(realm, TGS);
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(ticket.endTime()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        assertThat(armored.got().part().nonce()).isEqualTo(ann().nonce);
        assertThat(realm.lastRecord().client()).contains(realm.principal("ann"));
        assertThat(realm.lastRecord().service()).contains(realm.principal(TGS));
    }

    /** Heimdal's clients send it so; it proves the same as in clear, and the reply opens as in clear (see EncryptedTimestamp). */
    @Test
    @Tag("K-181")
    void aTimestampInsideProvesToo() throws DecodeFault {
        AskingFast asking = ann();
        asking.provingWith("ann");
        byte[] answer = asking.raw();

        KdcReply reply = KerberosCodec.decodeKdcReply(answer);
        assertThat(Armor.opened(armor.key(), reply.padata()).strengthenKey()).isEmpty();
        Asking.Got got = Asking.opened(answer, etype -> asking.longTerm("ann"), KeyUsage.AS_REP);
        assertThat(got.openedBy(realm, TGS).flags().has(TicketFlag.PRE_AUTHENT)).isTrue();
    }

    /** RFC 6806 §11 under the key that seals the reply, as MIT's clients check it: the strengthened one. */
    @Test
    @Tag("K-058")
    void theReplyProvesTheWholeRequestToWhoAsks() throws Exception {
        AskingFast asking = ann().challengedBy("ann");
        asking.add(new PaData(PaType.REQ_ENC_PA_REP, Octets.EMPTY));
        byte[] request = asking.encoded();
        AskingFast.Armored armored = asking.armored(request, "ann");

        assertThat(armored.got().part().encryptedPaData())
                .extracting(PaData::type)
                .containsExactly(PaType.REQ_ENC_PA_REP, PaType.FX_FAST);
        Checksum checksum = KerberosCodec.decodeChecksum(
                armored.got().part().encryptedPaData().get(0).value().toByteArray());
        ProtocolKey key = KeyCombination.STRENGTHENED_REPLY.of(
                ProtocolKey.of(armored.response().strengthenKey().orElseThrow()), asking.longTerm("ann"));
        assertThat(key.verify(KeyUsage.AS_REQ_CHECKSUM, request, checksum)).isTrue();
        assertThat(armored.got().part().flags().has(TicketFlag.ENC_PA_REP)).isTrue();
    }

    @Test
    @Tag("K-183")
    void anArmoredRequestIsBoundToTheOneAroundIt() {
        ann().challengedBy("ann")
                .checksum((key, body) -> key.checksum(KeyUsage.FAST_REQ_CHECKSUM, new byte[] {1}))
                .refused(WireCode.KRB_AP_ERR_MODIFIED);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_REQUEST_MODIFIED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 14, 15, 16, 19})
    @Tag("K-184")
    void theChecksumIsTheArmorKeysOwn(int type) {
        ann().challengedBy("ann")
                .checksum((key, body) -> new Checksum(
                        new ChecksumType(type),
                        key.checksum(KeyUsage.FAST_REQ_CHECKSUM, body).value()))
                .refused(WireCode.KDC_ERR_POLICY);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_CHECKSUM_UNSUITED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, 99})
    @Tag("K-185")
    void anUnknownArmorTypeIsRefused(int type) {
        ann().carrying(ours ->
                        Optional.of(new FastArmor(type, ours.orElseThrow().value())))
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_ARMOR_UNKNOWN);
    }

    @Test
    @Tag("K-186")
    void anAsRequestNeedsItsArmor() {
        ann().carrying(ours -> Optional.empty()).refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_ARMOR_MISSING);
    }

    @Test
    @Tag("K-187")
    void anEmptyFastIsNoFast() {
        for (byte[] value : List.of(new byte[0], new byte[] {0x30, 0}, new byte[] {(byte) 0xA0, 0})) {
            Asking.as(realm, "ann")
                    .add(new PaData(PaType.FX_FAST, Octets.wrap(value)))
                    .provingWith("ann")
                    .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
            assertThat(realm.lastRecord().refused()).contains(Reason.FAST_MALFORMED);
        }
    }

    @Test
    @Tag("K-188")
    void armorNeedsASubkey() {
        AskingFast.as(realm, "ann", armor.withoutSubkey()).refused(WireCode.KDC_ERR_POLICY);
        assertThat(realm.lastRecord().refused()).contains(Reason.ARMOR_WITHOUT_SUBKEY);
    }

    @Test
    @Tag("K-189")
    void aServiceTicketIsNoArmor() {
        Asking.Got service = AskingTgs.by(realm, deskTgt).forService(WEB).got();

        AskingFast.as(realm, "ann", Armor.of(realm, service)).refused(WireCode.KDC_ERR_SERVER_NOMATCH);
        assertThat(realm.lastRecord().refused()).contains(Reason.ARMOR_NOT_FOR_US);
    }

    @Test
    @Tag("K-190")
    void armorThatIsOutOfForceIsRefusedByItsName() {
        realm.at(NOON.plus(Duration.ofHours(11)));
        ann().refused(WireCode.KRB_AP_ERR_TKT_EXPIRED);

        realm.at(NOON);
        byte[] spoilt = armor.carried(AuthorizationData.NONE).value().toByteArray();
        // In the ticket's cipher: a forgery.
        int cipher = indexOf(spoilt, deskTgt.ticket().sealed().cipher().toByteArray());
        spoilt[cipher + 40] ^= 1;
        ann().carrying(ours -> Optional.of(new FastArmor(FastArmor.AP_REQUEST, Octets.wrap(spoilt))))
                .refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY);

        EncTicketPart part = deskTgt.openedBy(realm, TGS);
        ProtocolKey key = realm.tgsKey(deskTgt.ticket().sealed().etype());
        AskingFast.as(realm, "ann", forged(with(part, TicketFlag.INVALID), key, 1))
                .refused(WireCode.KRB_AP_ERR_TKT_NYV);
        AskingFast.as(realm, "ann", forged(part, key, 7)).refused(WireCode.KRB_AP_ERR_BADKEYVER);
        // Made with everything right, the same is armor.
        AskingFast.as(realm, "ann", forged(part, key, 1)).challengedBy("ann").armored("ann");
    }

    private Armor forged(EncTicketPart part, ProtocolKey key, long kvno) {
        EncryptedData sealed = new EncryptedData(
                key.etype(),
                Optional.of(org.hanse.protocol.name.Kvno.of(kvno)),
                Octets.wrap(key.seal(KeyUsage.TICKET, KerberosCodec.encode(part), TestRealm.RANDOM)));
        KdcReply old = deskTgt.reply();
        return Armor.of(
                realm,
                new Asking.Got(
                        new KdcReply(
                                MessageType.AS_REP,
                                List.of(),
                                old.clientRealm(),
                                old.clientName(),
                                KerberosCodec.newTicket(realm.name, PrincipalName.krbtgt(realm.name), sealed),
                                old.sealed()),
                        deskTgt.part()));
    }

    private static EncTicketPart with(EncTicketPart part, TicketFlag flag) {
        return new EncTicketPart(
                part.flags().with(flag),
                part.key(),
                part.clientRealm(),
                part.clientName(),
                part.transited(),
                part.authTime(),
                part.startTime(),
                part.endTime(),
                part.renewTill(),
                part.addresses(),
                part.authorizationData());
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    @Tag("K-191")
    void aTrustedRealmsHostLendsArmorAndNoName() {
        TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withUser("box");
        TestRealm.trustEachOther(realm, bergen);
        Asking.Got home = Asking.as(bergen, "box").provingWith("box").got();
        Asking.Got abroad = AskingTgs.by(bergen, home).forService(TGS).got();

        AskingFast.Armored armored = AskingFast.as(realm, "ann", Armor.of(realm, abroad))
                .challengedBy("ann")
                .armored("ann");
        EncTicketPart ticket = armored.got().openedBy(realm, TGS);
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(ticket.clientRealm()).isEqualTo(realm.name);

        // Armor proves nothing about ann.
        AskingFast.as(realm, "ann", Armor.of(realm, abroad)).refusedInside(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        realm.suspend(bergen);
        AskingFast.as(realm, "ann", Armor.of(realm, abroad))
                .challengedBy("ann")
                .refused(WireCode.KDC_ERR_SERVER_NOMATCH);
    }

    @Test
    @Tag("K-194")
    void criticalOptionsAreKnownOrRefused() {
        for (int bit = 0; bit < 16; bit++) {
            if (bit != 1) {
                ann().challengedBy("ann")
                        .options(new FastOptions(1 << (31 - bit)))
                        .refusedInside(WireCode.KDC_ERR_UNKNOWN_CRITICAL_FAST_OPTIONS);
            }
        }
        ann().challengedBy("ann").options(new FastOptions(0x0000_FFFF)).armored("ann");
    }

    @Test
    @Tag("K-195")
    void aHiddenNameStandsInsideOnly() {
        AskingFast.Armored armored = ann().challengedBy("ann")
                .options(FastOptions.HIDE_CLIENT_NAMES)
                .outside(body -> named(body, "x", body.nonce()))
                .armored("ann");
        KdcReply reply = armored.got().reply();
        assertThat(new Principal(reply.clientName(), reply.clientRealm())).isEqualTo(WellKnown.ANONYMOUS);
        assertThat(armored.response().finished().orElseThrow().clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(armored.got().openedBy(realm, TGS).clientName()).isEqualTo(PrincipalName.of("ann"));

        AskingFast.Refused refused =
                ann().options(FastOptions.HIDE_CLIENT_NAMES).refusedInside(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(AskingFast.clientOf(refused.outer())).isEqualTo(WellKnown.ANONYMOUS);
        assertThat(AskingFast.clientOf(
                        ann().refusedInside(WireCode.KDC_ERR_PREAUTH_REQUIRED).outer()))
                .isEqualTo(realm.principal("ann"));
    }

    @Test
    @Tag("K-196")
    void armorTicketsAreArmorAndNothingElse() {
        Asking.Got marked = AskingTgs.by(realm, deskTgt)
                .authorizationData(
                        mark(AuthorizationData.FX_FAST_ARMOR),
                        deskTgt.sessionKey(),
                        KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY)
                .forService(TGS)
                .got();

        AskingTgs.by(realm, marked).forService(WEB).refused(WireCode.KDC_ERR_POLICY);
        assertThat(realm.lastRecord().refused()).contains(Reason.ARMOR_ONLY);
        AskingTgs.by(realm, deskTgt)
                .authenticatorData(mark(AuthorizationData.FX_FAST_ARMOR))
                .forService(WEB)
                .refused(WireCode.KDC_ERR_POLICY);
        assertThat(realm.lastRecord().refused()).contains(Reason.ARMOR_ONLY);

        AskingFast.as(realm, "ann", Armor.of(realm, marked)).challengedBy("ann").armored("ann");
        ann().authenticatorData(mark(AuthorizationData.FX_FAST_ARMOR))
                .challengedBy("ann")
                .armored("ann");
    }

    @Test
    @Tag("K-199")
    void anEncryptedChallengeInClearProvesNothing() {
        AskingFast armored = ann().challengedBy("ann");
        Asking clear = Asking.as(realm, "ann");
        clear.padata.addAll(armored.padata);
        clear.refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.CHALLENGE_OUTSIDE_FAST);
    }

    @Test
    @Tag("K-200")
    void aWrongChallengeIsRefusedWithTheHintsInside() {
        AskingFast.Refused wrong = ann().challengedBy("bob").refusedInside(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(wrong.response().padata()).extracting(PaData::type).contains(PaType.ETYPE_INFO2, PaType.FX_COOKIE);
        assertThat(realm.lastRecord().refused()).contains(Reason.CHALLENGE_WRONG_KEY);

        for (long off : new long[] {-301, 301}) {
            AskingFast asking = ann();
            asking.challengedBy(asking.longTerm("ann"), KerberosTime.of(NOON.plusSeconds(off)));
            AskingFast.Refused skewed = asking.refusedInside(WireCode.KRB_AP_ERR_SKEW);
            assertThat(skewed.inner().serverTime().instant()).isEqualTo(NOON);
        }
        for (byte[] garbage : List.of(new byte[0], new byte[] {0x30, 0}, new byte[100])) {
            AskingFast asking = ann();
            asking.add(new PaData(PaType.ENCRYPTED_CHALLENGE, Octets.wrap(garbage)));
            asking.refusedInside(WireCode.KDC_ERR_PREAUTH_FAILED);
            assertThat(realm.lastRecord().refused()).contains(Reason.CHALLENGE_MALFORMED);
        }
    }

    @Test
    @Tag("K-201")
    void anEncryptedChallengeWorksOnceAndTimesMayBeAlike() {
        AskingFast first = ann().challengedBy("ann");
        first.armored("ann");
        AskingFast replay = ann();
        replay.padata.addAll(first.padata);
        replay.nonce = new Nonce(5);
        replay.refusedInside(WireCode.KRB_AP_ERR_REPEAT);
        assertThat(realm.lastRecord().refused()).contains(Reason.PROOF_REPLAYED);

        ann().challengedBy("ann").armored("ann");
    }

    // ---- the TGS exchange

    @Test
    @Tag("K-181")
    @Tag("K-198")
    void aTgsRequestIsArmoredByItsOwnAuthenticator() {
        AskingTgs asking = web(deskTgt).inFast();
        AskingFast.Armored armored = asking.armored();

        EncTicketPart ticket = armored.got().openedBy(realm, WEB);
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("desk"));
        assertThat(armored.got().reply().padata()).extracting(PaData::type).containsExactly(PaType.FX_FAST);
        assertThat(armored.response().strengthenKey()).isPresent();
        FastFinished finished = armored.response().finished().orElseThrow();
        assertThat(finished.clientName()).isEqualTo(PrincipalName.of("desk"));
        assertThat(asking.armorKey()
                        .verify(
                                KeyUsage.FAST_FINISHED,
                                armored.got().ticket().encoded().toByteArray(),
                                finished.ticketChecksum()))
                .isTrue();
    }

    @Test
    @Tag("K-182")
    void theInnerTgsRequestCounts() {
        AskingTgs asking = web(deskTgt).inFast().outside(body -> named(body, "x", new Nonce(3)));

        AskingFast.Armored armored = asking.armored();
        assertThat(armored.got().part().service())
                .isEqualTo(realm.principal(WEB).name());
        assertThat(armored.got().part().nonce()).isEqualTo(asking.nonce);
        assertThat(armored.response().nonce()).isEqualTo(asking.nonce);
    }

    @Test
    @Tag("K-183")
    @Tag("K-184")
    void theTgsArmorIsBoundToTheApRequest() {
        AskingTgs wrong = web(deskTgt);
        wrong.inFast(armored -> new FastArmoredRequest(
                        armored.armor(),
                        wrong.armorKey().checksum(KeyUsage.FAST_REQ_CHECKSUM, new byte[] {1}),
                        armored.sealed()))
                .refused(WireCode.KRB_AP_ERR_MODIFIED);
        web(deskTgt)
                .inFast(armored -> new FastArmoredRequest(
                        armored.armor(),
                        new Checksum(new ChecksumType(7), Octets.wrap(new byte[16])),
                        armored.sealed()))
                .refused(WireCode.KDC_ERR_POLICY);
        web(deskTgt)
                .inFast(armored -> new FastArmoredRequest(
                        armored.armor(),
                        armored.checksum(),
                        new EncryptedData(armored.sealed().etype(), Optional.empty(), Octets.wrap(new byte[80]))))
                .refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_NOT_OPENED);
    }

    @Test
    @Tag("K-192")
    void aTgsRequestBringsNoOtherArmor() {
        web(deskTgt)
                .inFast(armored -> new FastArmoredRequest(
                        Optional.of(armor.carried(AuthorizationData.NONE)), armored.checksum(), armored.sealed()))
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_ARMOR_UNKNOWN);
    }

    @Test
    @Tag("K-193")
    void anArmoredTgsRequestNeedsASubkey() {
        AskingTgs.by(realm, deskTgt).forService(WEB).inFast().refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_ARMOR_MISSING);
    }

    @Test
    @Tag("K-194")
    @Tag("K-195")
    void optionsCountInTheTgsToo() {
        web(deskTgt)
                .inFast()
                .fastOptions(new FastOptions(1 << 20))
                .refusedInside(WireCode.KDC_ERR_UNKNOWN_CRITICAL_FAST_OPTIONS);
        KdcReply reply = web(deskTgt)
                .inFast()
                .fastOptions(FastOptions.HIDE_CLIENT_NAMES)
                .armored()
                .got()
                .reply();
        assertThat(reply.clientName()).isEqualTo(WellKnown.ANONYMOUS_NAME);
        assertThat(reply.clientRealm()).isEqualTo(WellKnown.ANONYMOUS_REALM);
    }

    @Test
    @Tag("K-197")
    void aTgsRefusalStandsInside() {
        AskingFast.Refused refused = web(deskTgt)
                .forService("HTTP/nobody.luebeck.example")
                .inFast()
                .refusedInside(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);

        assertThat(refused.response().padata()).extracting(PaData::type).containsExactly(PaType.FX_ERROR);
        assertThat(refused.inner().code()).isEqualTo(refused.outer().code());
        assertThat(refused.inner().service())
                .isEqualTo(realm.principal("HTTP/nobody.luebeck.example").name());
    }

    /** RFC 6113 §5.4.2: AD-fx-fast-used without FAST means that somebody took it off. */
    @Test
    void fastIsNotTakenOffUnnoticed() {
        AskingTgs.by(realm, deskTgt)
                .authenticatorData(mark(AuthorizationData.FX_FAST_USED))
                .forService(WEB)
                .refused(WireCode.KRB_AP_ERR_MODIFIED);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_TAKEN_OFF);
        web(deskTgt)
                .authenticatorData(mark(AuthorizationData.FX_FAST_USED))
                .inFast()
                .armored();
    }

    /** RFC 4120 §3.3.3 allows a renewal on a service ticket; what is asked stands inside the armor. */
    @Test
    void whetherAServiceTicketWillDoIsAskedInside() {
        web(AskingTgs.by(realm, deskTgt).forService(WEB).got()).inFast().refusedInside(WireCode.KRB_AP_ERR_NOT_US);
    }

    @Test
    void anArmoredRequestIsRetransmittedLikeAnyOther() {
        byte[] request = ann().challengedBy("ann").encoded();

        byte[] first = realm.answer(request, Transport.UDP);
        assertThat(realm.answer(request, Transport.UDP)).isEqualTo(first);
    }

    @Test
    void noPeerOfOursIsNeededToReadAForeignRealmsName() {
        AskingFast asking = ann();
        asking.realm = RealmName.of("ELSEWHERE.EXAMPLE");
        asking.refusedInside(WireCode.KDC_ERR_WRONG_REALM);
    }
}
