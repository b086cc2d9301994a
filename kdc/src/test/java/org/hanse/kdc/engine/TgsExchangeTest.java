package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ticket-granting exchange within one realm, RFC 4120 §3.3. */
class TgsExchangeTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);

    private AskingTgs withTgt(KdcOption... options) {
        return AskingTgs.by(realm, tgt(options));
    }

    private Asking.Got tgt(KdcOption... options) {
        Asking asking = Asking.as(realm, "ann").provingWith("ann");
        for (KdcOption option : options) {
            asking.with(option);
        }
        return asking.got();
    }

    /** A ticket's content as our own KDC makes it, for tests that bend it. */
    private EncTicketPart content(TicketFlags flags, Instant end, AuthorizationData data) {
        return new EncTicketPart(
                flags,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                realm.name,
                PrincipalName.of("ann"),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.of(NOON),
                end,
                Optional.empty(),
                List.of(),
                data);
    }

    private AskingTgs withOwn(EncTicketPart part) {
        return AskingTgs.byForged(
                realm, realm.name, PrincipalName.krbtgt(realm.name), part, realm.tgsKey(TestRealm.ALL.get(0)), 1);
    }

    @Test
    @Tag("K-104")
    @Tag("K-108")
    @Tag("K-110")
    @Tag("K-111")
    void aServiceTicketFollowsItsTgt() {
        Asking.Got tgt = tgt();
        realm.at(NOON.plus(Duration.ofHours(1)));
        Asking.Got got = AskingTgs.by(realm, tgt).forService(WEB).got();

        EncTicketPart ticket = got.openedBy(realm, WEB);
        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.authTime()).isEqualTo(NOON);
        assertThat(ticket.start()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(ticket.endTime()).isEqualTo(tgt.part().endTime());
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(got.part().key()).isNotEqualTo(tgt.part().key());
    }

    @Test
    @Tag("K-101")
    void theReplyIsUnderTheSubkeyIfThereIsOne() {
        ProtocolKey subkey = ProtocolKey.random(EncType.AES128_CTS_HMAC_SHA1_96, TestRealm.RANDOM);

        Asking.Got got = withTgt().withSubkey(subkey).forService(WEB).got();

        assertThat(got.reply().sealed().etype()).isEqualTo(EncType.AES128_CTS_HMAC_SHA1_96);
    }

    /** Kerby sets INITIAL on every ticket and takes flags from the request. */
    @Test
    @Tag("K-108")
    @Tag("K-124")
    @Tag("K-125")
    void noFlagIsGainedByAsking() {
        AskingTgs asking = withTgt().forService(WEB);
        for (KdcOption option :
                List.of(KdcOption.FORWARDABLE, KdcOption.PROXIABLE, KdcOption.ALLOW_POSTDATE, KdcOption.RENEWABLE)) {
            asking.with(option);
        }

        assertThat(asking.got().openedBy(realm, WEB).flags().toList())
                .containsExactly(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
    }

    @Test
    void whatTheTgtHasMayBePassedOn() {
        Asking.Got got = AskingTgs.by(realm, tgt(KdcOption.FORWARDABLE))
                .forService(WEB)
                .with(KdcOption.FORWARDABLE)
                .got();

        assertThat(got.part().flags().has(TicketFlag.FORWARDABLE)).isTrue();
    }

    /** Kerby ignores both ends of this. */
    @ParameterizedTest
    @ValueSource(longs = {1, 60, 35_999, 36_000, 999_999})
    @Tag("K-111")
    void aServiceTicketNeverOutlivesItsTgt(long seconds) {
        Asking.Got tgt = Asking.as(realm, "ann")
                .till(NOON.plusSeconds(600))
                .provingWith("ann")
                .got();

        Asking.Got got = AskingTgs.by(realm, tgt)
                .forService(WEB)
                .till(NOON.plusSeconds(seconds))
                .got();

        assertThat(got.part().endTime()).isEqualTo(NOON.plusSeconds(Math.min(seconds, 600)));
    }

    @Test
    @Tag("K-083")
    void aRequestWithoutAHeaderTicketIsRefused() {
        Asking asking = new Asking(realm) {
            @Override
            byte[] encoded() {
                return KerberosCodec.encode(new org.hanse.protocol.wire.KdcRequest(
                        org.hanse.protocol.wire.MessageType.TGS_REQ,
                        List.of(),
                        body(),
                        KerberosCodec.encodeBody(body())));
            }
        };

        asking.forService(WEB).refused(WireCode.KDC_ERR_PADATA_TYPE_NOSUPP);
    }

    @Test
    @Tag("K-089")
    @Tag("K-090")
    @Tag("K-091")
    @Tag("K-092")
    void theBodyIsBoundByAKeyedChecksum() {
        withTgt().forService(WEB).checksum(body -> Optional.empty()).refused(WireCode.KRB_AP_ERR_INAPP_CKSUM);
        for (int unsuited : new int[] {1, 2, 7, 10, 14, 15, 16, 19}) {
            withTgt()
                    .forService(WEB)
                    .checksum(body -> Optional.of(new Checksum(new ChecksumType(unsuited), Octets.wrap(new byte[12]))))
                    .refused(WireCode.KRB_AP_ERR_INAPP_CKSUM);
        }
        withTgt()
                .forService(WEB)
                .checksum(body -> Optional.of(new Checksum(new ChecksumType(4711), Octets.wrap(new byte[12]))))
                .refused(WireCode.KDC_ERR_SUMTYPE_NOSUPP);
        withTgt()
                .forService(WEB)
                .bodyChangedAfterwards(body -> {
                    body[body.length - 1] ^= 1;
                    return body;
                })
                .refused(WireCode.KRB_AP_ERR_MODIFIED);
    }

    @Test
    @Tag("K-259")
    void aClockThatIsSetMakesNoTicketLongerThanPolicyAndNoAuthenticatorFresh() throws Exception {
        Duration ten = Duration.ofMinutes(10);
        AskingTgs before = withTgt().forService(WEB);
        KdcRequest used = KerberosCodec.decodeKdcRequest(before.encoded());
        byte[] again = KerberosCodec.encode(new KdcRequest(
                used.type(),
                List.of(used.padata().get(0), new PaData(99, Octets.EMPTY)),
                used.body(),
                used.bodyOctets()));
        assertThat(realm.answer(KerberosCodec.encode(used), Transport.TCP)[0]).isEqualTo((byte) 0x6D);

        // Forward: an old authenticator is out of the skew, and a ticket of that time is for then.
        realm.at(NOON.plus(ten));
        assertThat(Asking.error(realm.answer(again, Transport.TCP)).code())
                .isEqualTo(WireCode.KRB_AP_ERR_SKEW.number());
        Asking.Got ahead = tgt();

        // And back: it is known still; the ticket is not good before its time, and then not for longer than policy.
        realm.at(NOON.plusSeconds(60));
        assertThat(Asking.error(realm.answer(again, Transport.TCP)).code())
                .isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
        AskingTgs.by(realm, ahead).forService(WEB).refused(WireCode.KRB_AP_ERR_TKT_NYV);
        realm.at(NOON.plus(Duration.ofMinutes(6)));
        Asking.Got got = AskingTgs.by(realm, ahead).forService(WEB).got();
        assertThat(got.openedBy(realm, WEB).endTime()).isBeforeOrEqualTo(realm.now.plus(Duration.ofHours(10)));
    }

    /** Kerby has no replay cache. */
    @Test
    @Tag("K-093")
    @Tag("K-013")
    void anAuthenticatorWorksOnce() throws Exception {
        AskingTgs first = withTgt().forService(WEB);
        byte[] message = first.encoded();
        byte[] answer = realm.answer(message, Transport.TCP);
        assertThat(answer[0]).isEqualTo((byte) 0x6D);

        assertThat(realm.answer(message, Transport.UDP))
                .as("the same octets get the same answer")
                .isEqualTo(answer);

        org.hanse.protocol.wire.KdcRequest again = KerberosCodec.decodeKdcRequest(message);
        List<org.hanse.protocol.wire.PaData> more = new java.util.ArrayList<>(again.padata());
        more.add(new org.hanse.protocol.wire.PaData(99, Octets.EMPTY));
        byte[] other = KerberosCodec.encode(
                new org.hanse.protocol.wire.KdcRequest(again.type(), more, again.body(), again.bodyOctets()));
        assertThat(Asking.error(realm.answer(other, Transport.TCP)).code())
                .isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
    }

    @Test
    @Tag("K-087")
    void anAuthenticatorMustMatchItsTicket() {
        withTgt()
                .forService(WEB)
                .claimingToBe(PrincipalName.of("bob"), realm.name)
                .refused(WireCode.KRB_AP_ERR_BADMATCH);
        // Kerby looks the client up only if the authenticator's realm says so.
        withTgt()
                .forService(WEB)
                .claimingToBe(PrincipalName.of("ann"), RealmName.of("ELSEWHERE"))
                .refused(WireCode.KRB_AP_ERR_BADMATCH);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    @Tag("K-088")
    void anAuthenticatorOutsideTheSkewIsRefused(long off) {
        withTgt().authenticatedAt(NOON.plusSeconds(off)).forService(WEB).refused(WireCode.KRB_AP_ERR_SKEW);
    }

    @Test
    @Tag("K-094")
    void anExpiredTgtIsRefused() {
        Asking.Got tgt = tgt();
        realm.at(NOON.plus(Duration.ofHours(10)).plusSeconds(1));

        AskingTgs.by(realm, tgt).forService(WEB).refused(WireCode.KRB_AP_ERR_TKT_EXPIRED);
    }

    /** Kerby accepts them. */
    @Test
    @Tag("K-095")
    @Tag("K-118")
    void anInvalidTgtIsGoodForValidationOnlyAndOnlyWhenItsTimeHasCome() {
        Instant later = NOON.plus(Duration.ofHours(2));
        Asking.Got postdated = Asking.as(realm, "ann")
                .with(KdcOption.POSTDATED)
                .from(later)
                .provingWith("ann")
                .got();

        AskingTgs.by(realm, postdated).forService(WEB).refused(WireCode.KRB_AP_ERR_TKT_NYV);
        AskingTgs.by(realm, postdated).forService(TGS).with(KdcOption.VALIDATE).refused(WireCode.KRB_AP_ERR_TKT_NYV);
        realm.at(later);
        AskingTgs.by(realm, postdated).forService(WEB).refused(WireCode.KRB_AP_ERR_TKT_NYV);
        Asking.Got valid = AskingTgs.by(realm, postdated)
                .forService(TGS)
                .with(KdcOption.VALIDATE)
                .got();
        assertThat(valid.part().flags().has(TicketFlag.INVALID)).isFalse();
        assertThat(valid.part().startTime()).contains(later);
        assertThat(valid.part().endTime()).isEqualTo(postdated.part().endTime());
        AskingTgs.by(realm, valid).forService(TGS).with(KdcOption.VALIDATE).refused(WireCode.KDC_ERR_BADOPTION);
    }

    @Test
    @Tag("K-122")
    void renewingGivesTheSameLifeAgainUpToRenewTill() {
        Asking.Got tgt = Asking.as(realm, "ann")
                .renewTill(NOON.plus(Duration.ofHours(15)))
                .provingWith("ann")
                .got();
        realm.at(NOON.plus(Duration.ofHours(8)));

        Asking.Got renewed =
                AskingTgs.by(realm, tgt).forService(TGS).with(KdcOption.RENEW).got();

        assertThat(renewed.part().authTime()).isEqualTo(NOON);
        assertThat(renewed.part().endTime()).isEqualTo(NOON.plus(Duration.ofHours(15)));
        assertThat(renewed.part().renewTill()).contains(NOON.plus(Duration.ofHours(15)));
        assertThat(renewed.part().flags().has(TicketFlag.INITIAL)).isFalse();
        assertThat(renewed.part().flags().has(TicketFlag.PRE_AUTHENT)).isTrue();
        assertThat(renewed.part().key()).isNotEqualTo(tgt.part().key());
    }

    @Test
    @Tag("K-119")
    @Tag("K-120")
    void onlyARenewableTicketThatHasNotExpiredIsRenewed() {
        withTgt().forService(TGS).with(KdcOption.RENEW).refused(WireCode.KDC_ERR_BADOPTION);
        Asking.Got tgt = Asking.as(realm, "ann")
                .renewTill(NOON.plus(Duration.ofDays(7)))
                .provingWith("ann")
                .got();
        AskingTgs.by(realm, tgt).forService(WEB).with(KdcOption.RENEW).refused(WireCode.KDC_ERR_SERVER_NOMATCH);
        realm.at(NOON.plus(Duration.ofHours(11)));
        AskingTgs.by(realm, tgt).forService(TGS).with(KdcOption.RENEW).refused(WireCode.KRB_AP_ERR_TKT_EXPIRED);
    }

    @Test
    void renewingAndMovingDoNotGoTogether() {
        Asking.Got tgt = Asking.as(realm, "ann")
                .with(KdcOption.FORWARDABLE)
                .renewTill(NOON.plus(Duration.ofDays(7)))
                .provingWith("ann")
                .got();
        AskingTgs asking = AskingTgs.by(realm, tgt).forService(TGS);
        asking.with(KdcOption.RENEW).with(KdcOption.FORWARDED).refused(WireCode.KDC_ERR_BADOPTION);
    }

    @Test
    void aTicketThatSaysRenewableAndNotUntilWhenIsRefused() {
        withOwn(content(TicketFlags.of(TicketFlag.RENEWABLE), NOON.plusSeconds(600), AuthorizationData.NONE))
                .forService(TGS)
                .with(KdcOption.RENEW)
                .refused(WireCode.KDC_ERR_BADOPTION);
    }

    @Test
    void whatTheServiceMayNotHaveIsNotMadeForIt() {
        realm.flag(WEB, PrincipalFlag.ALLOW_PROXIABLE, false).flag(WEB, PrincipalFlag.ALLOW_POSTDATED, false);
        AskingTgs.by(realm, tgt(KdcOption.PROXIABLE))
                .forService(WEB)
                .with(KdcOption.PROXY)
                .refused(WireCode.KDC_ERR_BADOPTION);
        AskingTgs.by(realm, tgt(KdcOption.ALLOW_POSTDATE))
                .forService(WEB)
                .with(KdcOption.POSTDATED)
                .from(NOON.plus(Duration.ofHours(1)))
                .refused(WireCode.KDC_ERR_CANNOT_POSTDATE);
    }

    @Test
    @Tag("K-117")
    @Tag("K-126")
    @Tag("K-128")
    void forwardingAndProxyingNeedTheirFlags() {
        withTgt().forService(TGS).with(KdcOption.FORWARDED).refused(WireCode.KDC_ERR_BADOPTION);
        withTgt().forService(WEB).with(KdcOption.PROXY).refused(WireCode.KDC_ERR_BADOPTION);
        withTgt().forService(WEB).with(KdcOption.POSTDATED).refused(WireCode.KDC_ERR_CANNOT_POSTDATE);
        AskingTgs.by(realm, tgt(KdcOption.PROXIABLE))
                .forService(TGS)
                .with(KdcOption.PROXY)
                .refused(WireCode.KDC_ERR_BADOPTION);

        AskingTgs forward = AskingTgs.by(realm, tgt(KdcOption.FORWARDABLE)).forService(TGS);
        forward.addresses = List.of(new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {10, 0, 0, 7})));
        Asking.Got forwarded =
                forward.with(KdcOption.FORWARDED).with(KdcOption.FORWARDABLE).got();
        assertThat(forwarded.part().flags().has(TicketFlag.FORWARDED)).isTrue();
        assertThat(forwarded.part().addresses()).isEqualTo(forward.addresses);
    }

    @Test
    @Tag("K-096")
    void aTicketThatListsAddressesIsGoodFromThemOnly() {
        Asking asking = Asking.as(realm, "ann").provingWith("ann");
        asking.addresses = List.of(new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {10, 0, 0, 1})));
        AskingTgs.by(realm, asking.got()).forService(WEB).refused(WireCode.KRB_AP_ERR_BADADDR);

        Asking here = Asking.as(realm, "ann").provingWith("ann");
        here.addresses = List.of(new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {127, 0, 0, 1})));
        Asking.Got got = AskingTgs.by(realm, here.got()).forService(WEB).got();
        assertThat(got.openedBy(realm, WEB).addresses()).isEqualTo(here.addresses);
    }

    /** In Kerby disabled, locked and deleted users keep working. */
    @Test
    @Tag("K-045")
    void aTgtDoesNotKeepAnAccountAlive() {
        Asking.Got tgt = tgt();
        realm.flag("ann", PrincipalFlag.ALLOW_TIX, false);
        AskingTgs.by(realm, tgt).forService(WEB).refused(WireCode.KDC_ERR_CLIENT_REVOKED);
        realm.flag("ann", PrincipalFlag.ALLOW_TIX, true).change("ann", entry -> TestRealm.expiring(entry, NOON));
        AskingTgs.by(realm, tgt).forService(WEB).refused(WireCode.KDC_ERR_NAME_EXP);
        realm.delete("ann");
        AskingTgs.by(realm, tgt).forService(WEB).refused(WireCode.KDC_ERR_TGT_REVOKED);
        realm.withUser("ann").change("ann", entry -> TestRealm.createdAt(entry, NOON.plusSeconds(1)));
        AskingTgs.by(realm, tgt).forService(WEB).refused(WireCode.KDC_ERR_TGT_REVOKED);
    }

    @Test
    @Tag("K-035")
    @Tag("K-054")
    @Tag("K-070")
    @Tag("K-137")
    void anUnknownServiceAndAUserAsServiceAreRefused() {
        realm.withUser("bob");
        withTgt().forService("HTTP/nowhere").refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        withTgt().forService("bob").refused(WireCode.KDC_ERR_MUST_USE_USER2USER);
        AskingTgs none = withTgt();
        none.service = Optional.empty();
        none.refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        AskingTgs elsewhere = withTgt().forService(WEB);
        elsewhere.realm = RealmName.of("BERGEN.EXAMPLE");
        elsewhere.refused(WireCode.KDC_ERR_WRONG_REALM);
    }

    @Test
    void aServiceThatWantsInitialTicketsOrProofGetsNoOthers() {
        realm.flag(WEB, PrincipalFlag.ALLOW_TGS_REQ, false);
        withTgt().forService(WEB).refused(WireCode.KDC_ERR_POLICY);
        realm.withService(WEB)
                .flag(WEB, PrincipalFlag.REQUIRES_PREAUTH, true)
                .flag("ann", PrincipalFlag.REQUIRES_PREAUTH, false);
        AskingTgs.by(realm, Asking.as(realm, "ann").got()).forService(WEB).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
    }

    @Test
    @Tag("K-098")
    void onlyATgtIsATgt() {
        Asking.Got service = withTgt().forService(WEB).got();

        AskingTgs.by(realm, service).forService(WEB).refused(WireCode.KRB_AP_ERR_NOT_US);
    }

    @Test
    @Tag("K-085")
    @Tag("K-100")
    void theKeyIsChosenByNameAndVersion() {
        EncTicketPart part = content(TicketFlags.of(TicketFlag.INITIAL), NOON.plusSeconds(600), AuthorizationData.NONE);
        PrincipalName tgs = PrincipalName.krbtgt(realm.name);
        ProtocolKey key = realm.tgsKey(TestRealm.ALL.get(0));
        ProtocolKey other = ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM);

        AskingTgs.byForged(realm, realm.name, tgs, part, other, 1)
                .forService(WEB)
                .refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
        AskingTgs.byForged(realm, realm.name, tgs, part, key, 9).forService(WEB).refused(WireCode.KRB_AP_ERR_BADKEYVER);
        for (long kvno : new long[] {-1, 0, 1}) {
            assertThat(AskingTgs.byForged(realm, realm.name, tgs, part, key, kvno)
                            .forService(WEB)
                            .got())
                    .isNotNull();
        }
    }

    @Test
    @Tag("K-099")
    void aTgtUnderAnOldKeyStaysGoodAndNewTicketsAreUnderTheNewest() {
        Asking.Got old = tgt();
        realm.rekey(TGS);

        Asking.Got forwardedLater = AskingTgs.by(realm, old).forService(TGS).got();

        assertThat(old.ticket().sealed().kvno().orElseThrow().value()).isEqualTo(1);
        assertThat(forwardedLater.ticket().sealed().kvno().orElseThrow().value())
                .isEqualTo(2);
    }

    @Test
    @Tag("K-084")
    void apOptionsThatMeanNothingHereAreRefused() {
        withTgt()
                .apOptions(ApOptions.of(ApOptions.ApOption.MUTUAL_REQUIRED))
                .forService(WEB)
                .refused(WireCode.KDC_ERR_POLICY);
        withTgt()
                .apOptions(ApOptions.of(ApOptions.ApOption.USE_SESSION_KEY))
                .forService(WEB)
                .refused(WireCode.KDC_ERR_POLICY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNAME_IN_ADDL_TKT", "REQUEST_ANONYMOUS"})
    void whatIsNotServedIsRefusedAndNotIgnored(String option) {
        withTgt().forService(WEB).with(KdcOption.valueOf(option)).refused(WireCode.KDC_ERR_BADOPTION);
    }

    /** Kerby drops the authorization data of the TGT. */
    @Test
    @Tag("K-102")
    @Tag("K-103")
    void restrictionsAreCarriedInOrderAndTheRequestsFollow() {
        Element first = new Element(77, Octets.wrap(new byte[] {1}));
        Element second = new Element(-5, Octets.wrap(new byte[] {2}));
        Element asked = new Element(78, Octets.wrap(new byte[] {3}));
        AskingTgs asking = withOwn(content(
                TicketFlags.of(TicketFlag.PRE_AUTHENT),
                NOON.plusSeconds(600),
                new AuthorizationData(List.of(first, second))));

        Asking.Got got = asking.authorizationData(
                        new AuthorizationData(List.of(asked)),
                        asking.sessionKey(),
                        KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY)
                .forService(WEB)
                .got();

        assertThat(got.openedBy(realm, WEB).authorizationData().elements()).containsExactly(first, second, asked);
    }

    @Test
    void aClientCannotSpeakForTheKdc() {
        Element pac = new Element(AuthorizationData.WIN2K_PAC, Octets.wrap(new byte[] {1}));
        Element wrapped = new Element(
                AuthorizationData.IF_RELEVANT, Octets.wrap(KerberosCodec.encode(new AuthorizationData(List.of(pac)))));
        Element harmless = new Element(78, Octets.wrap(new byte[] {3}));
        AskingTgs asking = withTgt();

        Asking.Got got = asking.authorizationData(
                        new AuthorizationData(List.of(pac, wrapped, harmless)),
                        asking.sessionKey(),
                        KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY)
                .forService(WEB)
                .got();

        assertThat(got.openedBy(realm, WEB).authorizationData().elements()).containsExactly(harmless);
    }

    @Test
    @Tag("K-102")
    void authorizationDataUnderTheWrongKeyUsageOrMandatoryIsRefused() {
        AuthorizationData data = new AuthorizationData(List.of(new Element(78, Octets.EMPTY)));
        AskingTgs swapped = withTgt();
        swapped.authorizationData(data, swapped.sessionKey(), KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY)
                .forService(WEB)
                .refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY);
        for (int mandatory : new int[] {AuthorizationData.MANDATORY_FOR_KDC, AuthorizationData.FX_FAST_ARMOR}) {
            withOwn(content(
                            TicketFlags.NONE,
                            NOON.plusSeconds(600),
                            new AuthorizationData(List.of(new Element(mandatory, Octets.EMPTY)))))
                    .forService(WEB)
                    .refused(WireCode.KDC_ERR_POLICY);
        }
    }

    @Test
    void theLogNamesTheProvedClientAndTheReason() {
        withTgt().forService("HTTP/nowhere").refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);

        assertThat(realm.lastRecord().client()).contains(realm.principal("ann"));
        assertThat(realm.lastRecord().refused()).contains(Reason.SERVICE_NOT_FOUND);
    }
}
