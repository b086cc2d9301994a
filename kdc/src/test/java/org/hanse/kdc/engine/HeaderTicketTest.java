package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.tgs.TgsExchange;
import org.hanse.kdc.ticket.KdcOutcome;
import org.hanse.kdc.ticket.OpenedTickets;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PA-TGS-REQ, RFC 4120 §3.3.2 with §3.2.3: whose ticket opens, who may present it, and for which request. */
class HeaderTicketTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";
    private static final EncType ETYPE = TestRealm.ALL.get(0);

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);

    private Asking.Got tgt() {
        return Asking.as(realm, "ann").provingWith("ann").got();
    }

    private void refused(Asking asking, WireCode code, Reason reason) {
        asking.refused(code);
        assertThat(realm.lastRecord().refused()).contains(reason);
    }

    private static byte[] withOneBitChanged(byte[] sealed, int at) {
        byte[] changed = sealed.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static Ticket renamed(Ticket ticket, PrincipalName name) {
        return KerberosCodec.newTicket(ticket.realm(), name, ticket.sealed());
    }

    @Test
    @Tag("K-085")
    void aTicketWithOneBitChangedDoesNotOpenWhereverTheBitIs() {
        Asking.Got got = tgt();
        EncryptedData sealed = got.ticket().sealed();
        byte[] cipher = sealed.cipher().toByteArray();
        for (int at : new int[] {0, 16, cipher.length / 2, cipher.length - 24, cipher.length - 1}) {
            Ticket altered = KerberosCodec.newTicket(
                    realm.name,
                    got.ticket().service(),
                    new EncryptedData(sealed.etype(), sealed.kvno(), Octets.wrap(withOneBitChanged(cipher, at))));

            refused(
                    AskingTgs.by(realm, got, altered).forService(WEB),
                    WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                    Reason.TGT_NOT_OPENED);
        }
    }

    /**
     * Who guesses a password could seal a ticket to its user by it, and see by the answer whether it opens: that would be a guess
     * which no pre-authentication has asked for and no log line calls one.
     */
    @Test
    @Tag("K-070")
    void aTicketUnderAUsersPasswordIsNotLookedInto() {
        EncTicketPart part = tgt().openedBy(realm, TGS);
        for (ProtocolKey key : List.of(realm.key("ann", ETYPE), ProtocolKey.random(ETYPE, TestRealm.RANDOM))) {
            refused(
                    AskingTgs.byForged(realm, realm.name, PrincipalName.of("ann"), part, key, 1)
                            .forService("ann")
                            .with(KdcOption.RENEW),
                    WireCode.KRB_AP_ERR_NOT_US,
                    Reason.TGT_NOT_FOR_US);
        }
    }

    @Test
    @Tag("K-086")
    void anAuthenticatorThatWasAlteredOrIsUnderAnotherKeyDoesNotOpen() {
        refused(
                AskingTgs.by(realm, tgt())
                        .authenticatorChangedAfterwards(cipher -> withOneBitChanged(cipher, cipher.length / 2))
                        .forService(WEB),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.AUTHENTICATOR_NOT_OPENED);
        refused(
                AskingTgs.by(realm, tgt())
                        .authenticatorUnder(ProtocolKey.random(ETYPE, TestRealm.RANDOM))
                        .forService(WEB),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.AUTHENTICATOR_NOT_OPENED);
    }

    private static KdcRequestBody till(KdcRequestBody body) {
        return new KdcRequestBody(
                body.options(),
                body.client(),
                body.realm(),
                body.service(),
                body.from(),
                NOON.plusSeconds(77),
                body.renewTill(),
                body.nonce(),
                body.etypes(),
                body.addresses(),
                body.encryptedAuthorizationData(),
                body.additionalTickets());
    }

    private static byte[] withAnotherTill(byte[] message) throws Exception {
        KdcRequest request = KerberosCodec.decodeKdcRequest(message);
        KdcRequestBody body = till(request.body());
        return KerberosCodec.encode(
                new KdcRequest(request.type(), request.padata(), body, KerberosCodec.encodeBody(body)));
    }

    @Test
    @Tag("K-092")
    void aBodyThatIsNotTheOneSummedIsModified() throws Exception {
        byte[] other =
                withAnotherTill(AskingTgs.by(realm, tgt()).forService(WEB).encoded());

        assertThat(Asking.error(realm.answer(other, Transport.TCP)).code())
                .isEqualTo(WireCode.KRB_AP_ERR_MODIFIED.number());
        assertThat(realm.lastRecord().refused()).contains(Reason.BODY_MODIFIED);
    }

    @Test
    @Tag("K-093")
    void aUsedAuthenticatorWithAnotherBodyIsAReplay() throws Exception {
        byte[] first = AskingTgs.by(realm, tgt()).forService(WEB).encoded();
        assertThat(realm.answer(first, Transport.TCP)[0]).isEqualTo((byte) 0x6D);

        byte[] answer = realm.answer(withAnotherTill(first), Transport.TCP);

        assertThat(Asking.error(answer).code()).isEqualTo(WireCode.KRB_AP_ERR_REPEAT.number());
        assertThat(realm.lastRecord().refused()).contains(Reason.AUTHENTICATOR_REPLAYED);
    }

    @Test
    void anAuthenticatorThatCannotBeRememberedIsNotServed() throws Exception {
        KdcRequest request = KerberosCodec.decodeKdcRequest(
                AskingTgs.by(realm, tgt()).forService(WEB).encoded());
        ReplayCache full = new ReplayCache(Duration.ofMinutes(5), 0);
        TgsExchange exchange = new TgsExchange(realm.realm(), TestRealm.RANDOM, new OpenedTickets(), full);

        KdcOutcome outcome = exchange.answer(
                request, new Origin(new InetSocketAddress("192.0.2.1", 1088), Transport.UDP), realm.now);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        KdcOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.REPLAYS_FULL));
    }

    /** A body that was altered on the way does not use up the authenticator of the honest one. */
    @Test
    @Tag("K-093")
    void anAuthenticatorIsNotUsedUpByABodyThatDoesNotFit() throws Exception {
        byte[] honest = AskingTgs.by(realm, tgt()).forService(WEB).encoded();
        realm.answer(withAnotherTill(honest), Transport.TCP);

        assertThat(realm.answer(honest, Transport.TCP)[0]).isEqualTo((byte) 0x6D);
    }

    @Test
    @Tag("K-094")
    void aTicketIsGoodFromItsStartToItsEnd() {
        refused(
                TicketContent.of(realm, "ann")
                        .from(NOON.minusSeconds(60))
                        .till(NOON.minusSeconds(1))
                        .asTgt()
                        .forService(WEB),
                WireCode.KRB_AP_ERR_TKT_EXPIRED,
                Reason.TGT_EXPIRED);
        refused(
                TicketContent.of(realm, "ann")
                        .from(NOON.plusSeconds(301))
                        .asTgt()
                        .forService(WEB),
                WireCode.KRB_AP_ERR_TKT_NYV,
                Reason.TGT_NOT_YET_VALID);
        assertThat(TicketContent.of(realm, "ann")
                        .from(NOON.plusSeconds(299))
                        .asTgt()
                        .forService(WEB)
                        .got())
                .as("a clock may be off by the skew")
                .isNotNull();
    }

    @Test
    @Tag("K-095")
    void anInvalidTicketIsGoodForNothing() {
        for (String service : new String[] {WEB, TGS}) {
            refused(
                    TicketContent.of(realm, "ann")
                            .with(TicketFlag.INVALID)
                            .asTgt()
                            .forService(service),
                    WireCode.KRB_AP_ERR_TKT_NYV,
                    Reason.TGT_NOT_YET_VALID);
        }
        refused(
                TicketContent.of(realm, "ann")
                        .with(TicketFlag.INVALID)
                        .renewTill(NOON.plus(Duration.ofDays(1)))
                        .asTgt()
                        .forService(TGS)
                        .with(KdcOption.RENEW),
                WireCode.KRB_AP_ERR_TKT_NYV,
                Reason.TGT_NOT_YET_VALID);
    }

    @Test
    @Tag("K-096")
    void aTicketWithoutAddressesIsGoodFromAnywhere() {
        assertThat(TicketContent.of(realm, "ann")
                        .addresses()
                        .asTgt()
                        .forService(WEB)
                        .got())
                .isNotNull();
        refused(
                TicketContent.of(realm, "ann")
                        .addresses(new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {10, 0, 0, 1})))
                        .asTgt()
                        .forService(WEB),
                WireCode.KRB_AP_ERR_BADADDR,
                Reason.ADDRESS_NOT_LISTED);
    }

    /** CVE-2017-11103: what stands in clear chooses the key and nothing else. */
    @Test
    @Tag("K-097")
    void aTicketUnderAnotherClearNameDoesNotOpen() {
        Asking.Got tgt = tgt();
        Asking.Got service = AskingTgs.by(realm, tgt).forService(WEB).got();
        Ticket serviceAsTgt = renamed(service.ticket(), tgt.ticket().service());
        Ticket tgtAsService = renamed(tgt.ticket(), realm.principal(WEB).name());

        refused(
                AskingTgs.by(realm, service, serviceAsTgt).forService(WEB),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.TGT_NOT_OPENED);
        refused(
                AskingTgs.by(realm, tgt, tgtAsService).forService(WEB).with(KdcOption.RENEW),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.TGT_NOT_OPENED);
        refused(
                AskingTgs.by(realm, tgt, tgtAsService).forService(WEB),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.TGT_NOT_OPENED);
    }

    /** CVE-2022-2031. */
    @Test
    @Tag("K-098")
    void aTicketToChangeAPasswordIsNoTgt() {
        realm.withService("kadmin/changepw").flag("kadmin/changepw", PrincipalFlag.PASSWORD_CHANGING_SERVICE, true);
        Asking.Got change = Asking.as(realm, "ann")
                .forService("kadmin/changepw")
                .provingWith("ann")
                .got();

        for (String service : new String[] {WEB, TGS, "kadmin/changepw"}) {
            refused(AskingTgs.by(realm, change).forService(service), WireCode.KRB_AP_ERR_NOT_US, Reason.TGT_NOT_FOR_US);
        }
        refused(
                AskingTgs.by(realm, change).forService(TGS).with(KdcOption.FORWARDED),
                WireCode.KRB_AP_ERR_NOT_US,
                Reason.TGT_NOT_FOR_US);
    }

    /** RFC 4120 §3.3.2 (a) to (c). */
    @Test
    @Tag("K-128")
    void aProxyIsMadeOfAServiceTicketForTheSameServiceOnly() {
        HostAddress other = new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {10, 0, 0, 7}));
        realm.withService("HTTP/other");
        AskingTgs proxy = TicketContent.of(realm, "ann")
                .with(TicketFlag.PROXIABLE)
                .asTicketTo(WEB)
                .forService(WEB);
        proxy.addresses = List.of(other);

        EncTicketPart ticket = proxy.with(KdcOption.PROXY).got().openedBy(realm, WEB);

        assertThat(ticket.flags().has(TicketFlag.PROXY)).isTrue();
        assertThat(ticket.addresses()).containsExactly(other);
        refused(
                TicketContent.of(realm, "ann")
                        .with(TicketFlag.PROXIABLE)
                        .asTicketTo(WEB)
                        .forService("HTTP/other")
                        .with(KdcOption.PROXY),
                WireCode.KDC_ERR_SERVER_NOMATCH,
                Reason.RENEWED_SERVICE_MISMATCH);
        refused(
                TicketContent.of(realm, "ann").asTicketTo(WEB).forService(WEB).with(KdcOption.PROXY),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_PROXIABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 9, 0x7FFF_FFFFL, 0x8000_0001L, 0xFFFF_FFFFL})
    @Tag("K-100")
    void aKvnoThatIsNotKeptIsToldApartFromASealThatDoesNotFit(long kvno) {
        Ticket ticket = AskingTgs.ticket(
                realm.name,
                PrincipalName.krbtgt(realm.name),
                TicketContent.of(realm, "ann").part(),
                realm.tgsKey(ETYPE),
                kvno);

        refused(
                AskingTgs.by(realm, tgt(), ticket).forService(WEB),
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    /** MIT and Windows write kvnos past 2^31-1 as negative numbers: -1 is 2^32-1. */
    @Test
    @Tag("K-100")
    void aNegativeKvnoIsReadAsAHighOne() throws Exception {
        Asking.Got got = tgt();
        Ticket ticket = got.ticket();
        byte[] encoded = ticket.encoded().toByteArray();
        int at = indexOf(encoded, new byte[] {(byte) 0xA1, 3, 2, 1, 1, (byte) 0xA2});
        encoded[at + 4] = (byte) 0xFF;
        Ticket negative = new Ticket(ticket.realm(), ticket.service(), ticket.sealed(), Octets.wrap(encoded));

        refused(
                AskingTgs.by(realm, got, negative).forService(WEB),
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (java.util.Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("the ticket has no kvno 1");
    }

    @Test
    @Tag("K-100")
    void aPurgedKeyOpensNothing() {
        Asking.Got old = tgt();
        realm.rekey(TGS).change(TGS, entry -> TestRealm.withKeys(entry, entry.currentKeys()));

        refused(
                AskingTgs.by(realm, old).forService(WEB),
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    @Tag("K-100")
    void withoutAKvnoTheNewestThreeKeysAreTriedAndNoMore(long kvno) {
        ProtocolKey key = realm.tgsKey(ETYPE);
        realm.rekey(TGS).rekey(TGS);
        assertThat(realm.entryOf(TGS).currentKeys().get(0).kvno()).isEqualTo(Kvno.of(3));
        assertThat(forged(key, kvno).forService(WEB).got()).isNotNull();

        realm.rekey(TGS);

        refused(forged(key, kvno).forService(WEB), WireCode.KRB_AP_ERR_BAD_INTEGRITY, Reason.TGT_NOT_OPENED);
    }

    private AskingTgs forged(ProtocolKey key, long kvno) {
        return AskingTgs.byForged(
                realm,
                realm.name,
                PrincipalName.krbtgt(realm.name),
                TicketContent.of(realm, "ann").part(),
                key,
                kvno);
    }

    @Test
    @Tag("K-101")
    void theReplyIsUnderTheSubkeyWithItsOwnUsageElseUnderTheSessionKey() throws Exception {
        ProtocolKey subkey = ProtocolKey.random(EncType.AES128_CTS_HMAC_SHA1_96, TestRealm.RANDOM);
        AskingTgs with = AskingTgs.by(realm, tgt()).withSubkey(subkey).forService(WEB);
        EncryptedData underSubkey = KerberosCodec.decodeKdcReply(with.raw()).sealed();
        assertThat(subkey.open(KeyUsage.TGS_REP_SUBKEY, underSubkey)).isNotEmpty();

        AskingTgs without = AskingTgs.by(realm, tgt()).forService(WEB);
        EncryptedData underSession = KerberosCodec.decodeKdcReply(without.raw()).sealed();
        assertThat(without.sessionKey().open(KeyUsage.TGS_REP_SESSION_KEY, underSession))
                .isNotEmpty();
    }

    @Test
    @Tag("K-101")
    @Tag("K-102")
    void theKeyUsagesAreTheRfcs() {
        assertThat(List.of(
                        KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY.number(),
                        KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY.number(),
                        KeyUsage.TGS_REP_SESSION_KEY.number(),
                        KeyUsage.TGS_REP_SUBKEY.number()))
                .as("RFC 4120 §7.5.1")
                .containsExactly(4, 5, 8, 9);
    }

    @Test
    @Tag("K-102")
    void authorizationDataOfTheRequestOpensUnderTheKeyAndUsageThatBelongTogether() {
        ProtocolKey subkey = ProtocolKey.random(ETYPE, TestRealm.RANDOM);
        Element asked = new Element(78, Octets.wrap(new byte[] {3}));
        AuthorizationData data = new AuthorizationData(List.of(asked));

        AskingTgs bySubkey = AskingTgs.by(realm, tgt()).withSubkey(subkey).forService(WEB);
        assertThat(bySubkey.authorizationData(data, subkey, KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY)
                        .got()
                        .openedBy(realm, WEB)
                        .authorizationData()
                        .elements())
                .containsExactly(asked);
        AskingTgs bySession = AskingTgs.by(realm, tgt()).forService(WEB);
        assertThat(bySession
                        .authorizationData(data, bySession.sessionKey(), KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY)
                        .got()
                        .openedBy(realm, WEB)
                        .authorizationData()
                        .elements())
                .containsExactly(asked);

        AskingTgs sessionThoughSubkey =
                AskingTgs.by(realm, tgt()).withSubkey(subkey).forService(WEB);
        refused(
                sessionThoughSubkey.authorizationData(
                        data, sessionThoughSubkey.sessionKey(), KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.AUTHORIZATION_DATA_NOT_OPENED);
        AskingTgs usageOfTheOther = AskingTgs.by(realm, tgt()).forService(WEB);
        refused(
                usageOfTheOther.authorizationData(
                        data, usageOfTheOther.sessionKey(), KeyUsage.TGS_REQ_AUTH_DATA_SUBKEY),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.AUTHORIZATION_DATA_NOT_OPENED);
    }

    /** Kerby's AS takes the name from the body; a TGS-REQ has none that counts. */
    @Test
    @Tag("K-104")
    void theClientIsTheHeaderTicketsWhateverTheBodySays() {
        realm.withUser("admin");
        AskingTgs asking = AskingTgs.by(realm, tgt()).forService(WEB);
        asking.client = java.util.Optional.of(PrincipalName.of("admin"));

        Asking.Got got = asking.got();

        assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(got.reply().clientRealm()).isEqualTo(realm.name);
        EncTicketPart ticket = got.openedBy(realm, WEB);
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(ticket.clientRealm()).isEqualTo(realm.name);
        assertThat(ticket.key()).isEqualTo(got.part().key());
    }

    @Test
    @Tag("K-105")
    void aTicketNamesTheAliasAskedForUnderTheServicesKey() {
        realm.withAlias("HTTP/shop", WEB);

        Asking.Got got = AskingTgs.by(realm, tgt()).forService("HTTP/shop").got();

        assertThat(got.ticket().service()).isEqualTo(PrincipalName.of("HTTP", "shop"));
        assertThat(got.part().service()).isEqualTo(PrincipalName.of("HTTP", "shop"));
        assertThat(got.openedBy(realm, WEB).clientName()).isEqualTo(PrincipalName.of("ann"));
    }
}
