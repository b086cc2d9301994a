package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authentication service exchange, RFC 4120 §3.1. */
class AsExchangeTest {
    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService("HTTP/www.luebeck.example");

    private static final EncType RC4 = new EncType(23);

    @Tag("K-055")
    @Tag("K-074")
    @Tag("K-076")
    @Test
    void aFirstRequestLearnsHowThePasswordBecomesAKey() throws Exception {
        KrbError error = Asking.as(realm, "ann")
                .etypes(EncType.AES128_CTS_HMAC_SHA1_96, RC4, EncType.AES256_CTS_HMAC_SHA1_96)
                .refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);

        List<PaData> hints =
                KerberosCodec.decodeMethodData(error.data().orElseThrow().toByteArray());
        assertThat(hints)
                .extracting(PaData::type)
                .containsExactly(PaType.ETYPE_INFO2, PaType.FX_FAST, PaType.ENC_TIMESTAMP, PaType.FX_COOKIE);
        List<EtypeInfo2Entry> entries =
                KerberosCodec.decodeEtypeInfo2(hints.get(0).value().toByteArray());
        assertThat(entries)
                .extracting(EtypeInfo2Entry::etype)
                .containsExactly(EncType.AES128_CTS_HMAC_SHA1_96, EncType.AES256_CTS_HMAC_SHA1_96);
        assertThat(entries).extracting(EtypeInfo2Entry::salt).containsOnly(Optional.of("LUEBECK.EXAMPLEann"));
    }

    @Test
    @Tag("K-060")
    void whoProvesTheKeyGetsATicketThatSaysSo() {
        Asking.Got got = Asking.as(realm, "ann").provingWith("ann").got();

        EncTicketPart ticket = got.openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(ticket.flags().toList()).containsExactly(TicketFlag.INITIAL, TicketFlag.PRE_AUTHENT);
        assertThat(ticket.authTime()).isEqualTo(NOON);
        assertThat(ticket.start()).isEqualTo(NOON);
        assertThat(ticket.endTime()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        assertThat(ticket.renewTill()).isEmpty();
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(ticket.clientRealm()).isEqualTo(realm.name);
        assertThat(ticket.key()).isEqualTo(got.part().key());
        assertThat(got.part().nonce().value()).isEqualTo(0xFFFF_FFFFL);
        assertThat(got.part().service()).isEqualTo(got.ticket().service());
        assertThat(got.part().flags()).isEqualTo(ticket.flags());
        assertThat(got.ticket().sealed().kvno()).contains(Kvno.FIRST);
    }

    /** RFC 4120 §3.1.5: what a client checks. The name inside the sealed part is the one to believe (CVE-2017-11103). */
    @Test
    @Tag("K-057")
    void whatTheReplySaysInClearAndUnderSealAndInTheTicketAgrees() {
        String web = "HTTP/www.luebeck.example";
        Asking asking = Asking.as(realm, "ann")
                .forService(web)
                .with(KdcOption.FORWARDABLE)
                .from(NOON)
                .provingWith("ann");
        asking.renewTill(NOON.plus(Duration.ofDays(1)));
        asking.nonce = new Nonce(0x7FFF_FFFFL);

        Asking.Got got = asking.got();

        EncTicketPart ticket = got.openedBy(realm, web);
        assertThat(got.reply().clientName()).isEqualTo(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(got.reply().clientRealm()).isEqualTo(ticket.clientRealm()).isEqualTo(realm.name);
        assertThat(got.ticket().service())
                .isEqualTo(got.part().service())
                .isEqualTo(realm.principal(web).name());
        assertThat(got.ticket().realm()).isEqualTo(got.part().serviceRealm()).isEqualTo(realm.name);
        assertThat(got.part().nonce()).isEqualTo(asking.nonce);
        assertThat(got.part().flags()).isEqualTo(ticket.flags());
        assertThat(got.part().key()).isEqualTo(ticket.key());
        assertThat(got.part().authTime()).isEqualTo(ticket.authTime());
        assertThat(got.part().startTime()).isEqualTo(ticket.startTime());
        assertThat(got.part().endTime()).isEqualTo(ticket.endTime());
        assertThat(got.part().renewTill()).isEqualTo(ticket.renewTill()).contains(NOON.plus(Duration.ofDays(1)));
        assertThat(got.part().addresses()).isEqualTo(ticket.addresses());
    }

    @Test
    @Tag("K-075")
    void theReplyTellsOneEnctypeAndItsSalt() throws Exception {
        Asking.Got got = Asking.as(realm, "ann").provingWith("ann").got();

        assertThat(got.reply().padata()).extracting(PaData::type).containsExactly(PaType.ETYPE_INFO2);
        assertThat(KerberosCodec.decodeEtypeInfo2(
                        got.reply().padata().get(0).value().toByteArray()))
                .extracting(EtypeInfo2Entry::etype)
                .containsExactly(got.reply().sealed().etype());
    }

    /** Kerby lets any padata count as pre-authentication (CVE-2026-57915). */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 11, 16, 19, 128, 133, 149, 151, 99_999, -1})
    void nothingElseCountsAsPreauthentication(int type) {
        Asking.as(realm, "ann")
                .add(new PaData(type, Octets.wrap(new byte[] {0x30, 0})))
                .refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
    }

    @Tag("K-063")
    @Test
    void aWrongPasswordIsRefusedWithTheHintsToTryAgain() throws Exception {
        KrbError error = Asking.as(realm, "ann").provingWith("bob").refused(WireCode.KDC_ERR_PREAUTH_FAILED);

        assertThat(KerberosCodec.decodeMethodData(error.data().orElseThrow().toByteArray()))
                .extracting(PaData::type)
                .contains(PaType.ETYPE_INFO2);
        assertThat(realm.lastRecord().refused()).contains(Reason.TIMESTAMP_WRONG_KEY);
    }

    /** Kerby accepts the old password after a change. */
    @Test
    void anOldPasswordProvesNothingAfterAChange() {
        realm.newPassword("ann", "new");

        Asking.as(realm, "ann").provingWith("ann").refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(Asking.as(realm, "ann").provingWith("new").raw()[0]).isEqualTo((byte) 0x6B);
    }

    @Tag("K-064")
    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 36_000})
    void aTimestampOutsideTheSkewIsRefusedAndTheServersTimeIsTold(long off) {
        KrbError error = Asking.as(realm, "ann")
                .provingWith("ann", NOON.plusSeconds(off))
                .refused(WireCode.KRB_AP_ERR_SKEW);

        assertThat(error.serverTime().seconds()).isEqualTo(NOON);
    }

    @Tag("K-065")
    @Test
    void aTimestampUnderAnEnctypeThatTheRequestDoesNotListProvesNothing() {
        ProtocolKey other = realm.key("ann", EncType.AES128_CTS_HMAC_SHA1_96);

        Asking.as(realm, "ann")
                .etypes(EncType.AES256_CTS_HMAC_SHA1_96)
                .provingWith(other, NOON)
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
    }

    @Tag("K-067")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 27, 28, 4000, 100_000})
    void aTimestampOfOddLengthIsRefused(int length) {
        org.hanse.protocol.wire.EncryptedData odd = new org.hanse.protocol.wire.EncryptedData(
                TestRealm.ALL.get(0), Optional.empty(), Octets.wrap(new byte[length]));

        Asking.as(realm, "ann")
                .add(new PaData(PaType.ENC_TIMESTAMP, Octets.wrap(KerberosCodec.encode(odd))))
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
    }

    @Tag("K-027")
    @Test
    @Tag("K-027")
    void theFirstTimestampCountsAndNoOther() {
        Asking.as(realm, "ann").provingWith("wrong").provingWith("ann").refused(WireCode.KDC_ERR_PREAUTH_FAILED);
    }

    @Test
    void aWrongProofIsRefusedEvenWhereNoneWasAsked() {
        realm.flag("ann", PrincipalFlag.REQUIRES_PREAUTH, false);

        Asking.as(realm, "ann").provingWith("wrong").refused(WireCode.KDC_ERR_PREAUTH_FAILED);
    }

    @Test
    @Tag("K-060")
    void withoutAProofTheTicketDoesNotClaimOne() {
        realm.flag("ann", PrincipalFlag.REQUIRES_PREAUTH, false);

        EncTicketPart ticket = Asking.as(realm, "ann").got().openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");

        assertThat(ticket.flags().has(TicketFlag.PRE_AUTHENT)).isFalse();
    }

    @Test
    @Tag("K-056")
    void aServiceMayInsistOnProofFromAnybody() {
        realm.flag("ann", PrincipalFlag.REQUIRES_PREAUTH, false)
                .flag("HTTP/www.luebeck.example", PrincipalFlag.REQUIRES_PREAUTH, true);

        Asking.as(realm, "ann").forService("HTTP/www.luebeck.example").refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
    }

    @Test
    @Tag("K-046")
    @Tag("K-047")
    void theClientIsLookedUpFirst() {
        Asking.as(realm, "nobody").forService("HTTP/nowhere").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        Asking.as(realm, "ann").forService("HTTP/nowhere").refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    @Test
    @Tag("K-033")
    @Tag("K-034")
    void absentNamesAreUnknownNames() {
        Asking noClient = Asking.as(realm, "ann");
        noClient.client = Optional.empty();
        noClient.refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        Asking noService = Asking.as(realm, "ann");
        noService.service = Optional.empty();
        noService.refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
    }

    /** Kerby joins names unescaped and compares name types. */
    @Test
    @Tag("K-036")
    @Tag("K-040")
    void aNameIsItsComponentsAndNothingElse() {
        Asking oneComponent = Asking.as(realm, "ann");
        oneComponent.service = Optional.of(new PrincipalName(NameType.PRINCIPAL, List.of("krbtgt/LUEBECK.EXAMPLE")));
        oneComponent.refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        Asking withRealm = Asking.as(realm, "ann");
        withRealm.client = Optional.of(new PrincipalName(NameType.PRINCIPAL, List.of("ann@LUEBECK.EXAMPLE")));
        withRealm.refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        Asking otherType = Asking.as(realm, "ann").provingWith("ann");
        otherType.client = Optional.of(new PrincipalName(NameType.UID, List.of("ann")));
        assertThat(otherType.got().reply().clientName()).isEqualTo(PrincipalName.of("ann"));
    }

    @Test
    @Tag("K-043")
    void anotherRealmIsNotServedHere() {
        Asking asking = Asking.as(realm, "ann");
        asking.realm = RealmName.of("luebeck.example");

        asking.refused(WireCode.KDC_ERR_WRONG_REALM);
    }

    @Test
    @Tag("K-049")
    @Tag("K-052")
    void anAccountsStateIsTold() {
        realm.change("ann", entry -> TestRealm.expiring(entry, NOON));
        Asking.as(realm, "ann").provingWith("ann").refused(WireCode.KDC_ERR_NAME_EXP);
        realm.withUser("ann").flag("ann", PrincipalFlag.ALLOW_TIX, false);
        Asking.as(realm, "ann").provingWith("ann").refused(WireCode.KDC_ERR_CLIENT_REVOKED);
        realm.withUser("ann").change("ann", entry -> TestRealm.passwordExpiring(entry, NOON));
        Asking.as(realm, "ann").provingWith("ann").refused(WireCode.KDC_ERR_KEY_EXPIRED);
        realm.withUser("ann").flag("ann", PrincipalFlag.NEEDCHANGE, true);
        Asking.as(realm, "ann").provingWith("ann").refused(WireCode.KDC_ERR_KEY_EXPIRED);
    }

    @Test
    @Tag("K-050")
    void whoMustChangeThePasswordMayGoThereOnly() {
        realm.withService("kadmin/changepw")
                .flag("kadmin/changepw", PrincipalFlag.PASSWORD_CHANGING_SERVICE, true)
                .change("kadmin/changepw", entry -> TestRealm.lastingAtMost(entry, Duration.ofMinutes(5)))
                .change("ann", entry -> TestRealm.passwordExpiring(entry, NOON));

        Asking.Got got = Asking.as(realm, "ann")
                .forService("kadmin/changepw")
                .provingWith("ann")
                .got();

        EncTicketPart ticket = got.openedBy(realm, "kadmin/changepw");
        assertThat(ticket.flags().has(TicketFlag.INITIAL)).isTrue();
        assertThat(ticket.endTime()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        AskingTgs.by(realm, got)
                .forService("HTTP/www.luebeck.example")
                .refused(WireCode.KRB_AP_ERR_NOT_US, Reason.TGT_NOT_FOR_US);
    }

    /** Kerby serves disabled and expired services. */
    @Test
    @Tag("K-051")
    @Tag("K-053")
    @Tag("K-054")
    void aServiceThatIsOffOrExpiredOrAUserGetsNoTickets() {
        String web = "HTTP/www.luebeck.example";
        realm.change(web, entry -> TestRealm.expiring(entry, NOON));
        Asking.as(realm, "ann").forService(web).provingWith("ann").refused(WireCode.KDC_ERR_SERVICE_EXP);
        realm.withService(web).flag(web, PrincipalFlag.ALLOW_TIX, false);
        Asking.as(realm, "ann").forService(web).provingWith("ann").refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        realm.withUser("bob");
        Asking.as(realm, "ann").forService("bob").provingWith("ann").refused(WireCode.KDC_ERR_MUST_USE_USER2USER);
    }

    @ParameterizedTest
    @EnumSource(
            value = KdcOption.class,
            names = {
                "FORWARDED",
                "PROXY",
                "RENEW",
                "VALIDATE",
                "ENC_TKT_IN_SKEY",
                "CNAME_IN_ADDL_TKT",
                "REQUEST_ANONYMOUS"
            })
    @Tag("K-048")
    @Tag("K-061")
    void anOptionThatNeedsATicketIsRefused(KdcOption option) {
        Asking.as(realm, "ann").with(option).provingWith("ann").refused(WireCode.KDC_ERR_BADOPTION);
    }

    /** Kerby chooses the ticket's enctype by the client's list. */
    @Tag("K-078")
    @Test
    @Tag("K-106")
    void theServicesKeyChoosesTheTicketsEnctypeAndTheClientsListTheSessions() {
        realm.withService("HTTP/old", List.of(EncType.AES256_CTS_HMAC_SHA1_96, EncType.AES128_CTS_HMAC_SHA1_96));

        Asking.Got got = Asking.as(realm, "ann")
                .forService("HTTP/old")
                .etypes(RC4, EncType.AES128_CTS_HMAC_SHA256_128, EncType.AES128_CTS_HMAC_SHA1_96)
                .provingWith(realm.key("ann", EncType.AES128_CTS_HMAC_SHA256_128), NOON)
                .got();

        assertThat(got.ticket().sealed().etype()).isEqualTo(EncType.AES256_CTS_HMAC_SHA1_96);
        assertThat(got.part().key().etype()).isEqualTo(EncType.AES128_CTS_HMAC_SHA1_96);
        assertThat(got.reply().sealed().etype()).isEqualTo(EncType.AES128_CTS_HMAC_SHA256_128);
    }

    @Tag("K-068")
    @Tag("K-079")
    @Test
    void weakEnctypesAloneGetNothing() {
        Asking.as(realm, "ann").etypes(RC4, new EncType(-128), new EncType(3)).refused(WireCode.KDC_ERR_ETYPE_NOSUPP);
        Asking none = Asking.as(realm, "ann").etypes();
        none.refused(WireCode.KDC_ERR_ETYPE_NOSUPP);
    }

    /** The hints say how the stored key was made, and nothing where it was made by the RFC's default. */
    @Test
    @Tag("K-077")
    void theIterationCountIsTheStoredKeysOwn() throws Exception {
        Octets count = Octets.wrap(new byte[] {0, 0, 0x40, 0});
        realm.change(
                "ann",
                entry -> TestRealm.withKeys(
                        entry,
                        entry.keys().stream()
                                .map(key -> key.etype().equals(EncType.AES256_CTS_HMAC_SHA1_96)
                                        ? new PrincipalKey(key.kvno(), key.key(), key.salt(), Optional.of(count))
                                        : key)
                                .toList()));

        KrbError error = Asking.as(realm, "ann").refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        List<PaData> hints =
                KerberosCodec.decodeMethodData(error.data().orElseThrow().toByteArray());
        for (EtypeInfo2Entry entry :
                KerberosCodec.decodeEtypeInfo2(hints.get(0).value().toByteArray())) {
            assertThat(entry.parameters())
                    .isEqualTo(
                            entry.etype().equals(EncType.AES256_CTS_HMAC_SHA1_96)
                                    ? Optional.of(count)
                                    : Optional.empty());
        }
    }

    /** Disabled enctypes work nowhere, not even to prove a password. */
    @ParameterizedTest
    @Tag("K-068")
    @ValueSource(ints = {1, 3, 16, 23, 24, -128})
    void aTimestampUnderAWeakEnctypeProvesNothing(int etype) {
        org.hanse.protocol.wire.EncryptedData weak = new org.hanse.protocol.wire.EncryptedData(
                new EncType(etype), Optional.empty(), Octets.wrap(new byte[60]));

        Asking.as(realm, "ann")
                .etypes(new EncType(etype), EncType.AES256_CTS_HMAC_SHA1_96)
                .add(new PaData(PaType.ENC_TIMESTAMP, Octets.wrap(KerberosCodec.encode(weak))))
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.TIMESTAMP_ETYPE_NOT_LISTED);
    }

    /** RFC 4120 §3.2.3: better no answer than one whose replay would not be known; clients ask another server then. */
    @Test
    void aTimestampThatCannotBeRememberedIsNotServed() {
        TestRealm full = TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withoutRoomForProofs();

        Asking.as(full, "ann").provingWith("ann").refused(WireCode.KDC_ERR_SVC_UNAVAILABLE);
        assertThat(full.lastRecord().refused()).contains(Reason.REPLAYS_FULL);
    }

    /** Who overheard a proof gets nothing else by it; the same message again is a client that waited in vain. */
    @Test
    @Tag("K-066")
    void aTimestampWorksOnceButForTheSameMessage() {
        Asking first = Asking.as(realm, "ann").provingWith("ann");
        byte[] message = first.encoded();
        assertThat(realm.answer(message, Transport.TCP)[0]).isEqualTo((byte) 0x6B);

        Asking other = Asking.as(realm, "ann").forService("HTTP/www.luebeck.example");
        other.padata.addAll(first.padata);
        other.refused(WireCode.KRB_AP_ERR_REPEAT);
        assertThat(realm.lastRecord().refused()).contains(Reason.PROOF_REPLAYED);

        // From the client's other address it is no retransmission that we remember the answer of.
        assertThat(realm.answerTo("127.0.0.2", message, Transport.UDP)[0]).isEqualTo((byte) 0x6B);
        realm.at(NOON.plusSeconds(200));
        assertThat(realm.answer(message, Transport.TCP)[0]).isEqualTo((byte) 0x6B);
        Asking late = Asking.as(realm, "ann");
        late.padata.addAll(first.padata);
        late.nonce = new Nonce(8);
        late.refused(WireCode.KRB_AP_ERR_REPEAT);
    }

    @Test
    @Tag("K-113")
    void timesAreBoundedByRealmAndRequest() {
        EncTicketPart soon = Asking.as(realm, "ann")
                .till(NOON.plusSeconds(600))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(soon.endTime()).isEqualTo(NOON.plusSeconds(600));
        EncTicketPart far = Asking.as(realm, "ann")
                .till(NOON.plus(Duration.ofDays(3650)))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(far.endTime()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        Asking.as(realm, "ann").till(NOON).provingWith("ann").refused(WireCode.KDC_ERR_NEVER_VALID);
    }

    @Test
    void renewableLastsAsLongAsRealmAndRequestAllow() {
        EncTicketPart asked = Asking.as(realm, "ann")
                .renewTill(NOON.plus(Duration.ofDays(30)))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(asked.flags().has(TicketFlag.RENEWABLE)).isTrue();
        assertThat(asked.renewTill()).contains(NOON.plus(Duration.ofDays(7)));
        realm.flag("ann", PrincipalFlag.ALLOW_RENEWABLE, false);
        EncTicketPart denied = Asking.as(realm, "ann")
                .renewTill(NOON.plus(Duration.ofDays(30)))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(denied.flags().has(TicketFlag.RENEWABLE)).isFalse();
    }

    @Test
    @Tag("K-123")
    void renewableOkMakesARenewableTicketOnlyWhenTheWantedLifeIsNotGiven() {
        EncTicketPart given = Asking.as(realm, "ann")
                .with(KdcOption.RENEWABLE_OK)
                .till(NOON.plus(Duration.ofHours(1)))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(given.flags().has(TicketFlag.RENEWABLE)).isFalse();
        EncTicketPart cut = Asking.as(realm, "ann")
                .with(KdcOption.RENEWABLE_OK)
                .till(NOON.plus(Duration.ofHours(20)))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(cut.renewTill()).contains(NOON.plus(Duration.ofHours(20)));
    }

    /** Kerby issues postdated tickets valid at once, ten years ahead. */
    @Test
    @Tag("K-116")
    void aPostdatedTicketIsInvalidUntilItIsValidated() {
        EncTicketPart ticket = Asking.as(realm, "ann")
                .with(KdcOption.POSTDATED)
                .from(NOON.plus(Duration.ofHours(2)))
                .provingWith("ann")
                .got()
                .openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");

        assertThat(ticket.flags().has(TicketFlag.INVALID)).isTrue();
        assertThat(ticket.flags().has(TicketFlag.POSTDATED)).isTrue();
        assertThat(ticket.start()).isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    @Tag("K-114")
    @Tag("K-116")
    void aStartInTheFutureNeedsTheOptionAndThePermission() {
        Asking.as(realm, "ann")
                .from(NOON.plus(Duration.ofHours(2)))
                .provingWith("ann")
                .refused(WireCode.KDC_ERR_CANNOT_POSTDATE);
        realm.flag("ann", PrincipalFlag.ALLOW_POSTDATED, false);
        Asking.as(realm, "ann")
                .with(KdcOption.POSTDATED)
                .from(NOON.plus(Duration.ofHours(2)))
                .provingWith("ann")
                .refused(WireCode.KDC_ERR_CANNOT_POSTDATE);
    }

    @Test
    void flagsNeedThePermissionOfBothSides() {
        Asking.Got got = Asking.as(realm, "ann")
                .with(KdcOption.FORWARDABLE)
                .with(KdcOption.PROXIABLE)
                .provingWith("ann")
                .got();
        assertThat(got.part().flags().has(TicketFlag.FORWARDABLE)).isTrue();
        realm.flag("ann", PrincipalFlag.ALLOW_FORWARDABLE, false);
        Asking.Got less = Asking.as(realm, "ann")
                .with(KdcOption.FORWARDABLE)
                .with(KdcOption.PROXIABLE)
                .provingWith("ann")
                .got();
        assertThat(less.part().flags().has(TicketFlag.FORWARDABLE)).isFalse();
        assertThat(less.part().flags().has(TicketFlag.PROXIABLE)).isTrue();
    }

    /** Kerby drops them. */
    @Test
    void addressesOfTheRequestStandInTheTicket() {
        Asking asking = Asking.as(realm, "ann").provingWith("ann");
        asking.addresses = List.of(new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {10, 0, 0, 1})));

        assertThat(asking.got().openedBy(realm, "krbtgt/LUEBECK.EXAMPLE").addresses())
                .isEqualTo(asking.addresses);
    }

    @Test
    void timesBeyondWhatCanBeWrittenAreNeverValid() {
        java.time.Instant last = java.time.Instant.parse("9999-12-31T23:59:59Z");
        Asking.as(realm, "ann")
                .with(KdcOption.POSTDATED)
                .from(last)
                .provingWith("ann")
                .refused(WireCode.KDC_ERR_NEVER_VALID);
        Asking almost = Asking.as(realm, "ann")
                .with(KdcOption.POSTDATED)
                .from(last.minusSeconds(60))
                .provingWith("ann");
        almost.renewTill(java.time.Instant.EPOCH);
        EncTicketPart ticket = almost.got().openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(ticket.endTime()).isEqualTo(last);
        assertThat(ticket.renewTill()).contains(last);
    }

    @Test
    void aTicketGrantingServiceIsNobodysClient() {
        Asking.as(realm, "krbtgt/LUEBECK.EXAMPLE").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
    }

    /** RFC 6806 §11. */
    @Tag("K-058")
    @Tag("K-059")
    @Test
    void theReplyProvesTheRequestToWhoAsks() throws Exception {
        Asking asking = Asking.as(realm, "ann").provingWith("ann").add(new PaData(PaType.REQ_ENC_PA_REP, Octets.EMPTY));
        byte[] message = asking.encoded();
        ProtocolKey key = realm.key("ann", TestRealm.ALL.get(0));
        Asking.Got got = Asking.opened(
                realm.answer(message, org.hanse.kdc.audit.Origin.Transport.TCP),
                etype -> key,
                org.hanse.protocol.crypto.KeyUsage.AS_REP);

        assertThat(got.part().flags().has(TicketFlag.ENC_PA_REP)).isTrue();
        PaData proof = got.part().encryptedPaData().get(0);
        assertThat(proof.type()).isEqualTo(PaType.REQ_ENC_PA_REP);
        assertThat(key.verify(
                        org.hanse.protocol.crypto.KeyUsage.AS_REQ_CHECKSUM,
                        message,
                        KerberosCodec.decodeChecksum(proof.value().toByteArray())))
                .isTrue();
        assertThat(Asking.as(realm, "ann").provingWith("ann").got().part().encryptedPaData())
                .isEmpty();
    }

    @Test
    @Tag("K-041")
    void anAliasOfAClientNeedsCanonicalize() {
        realm.withAlias("anna", "ann");

        Asking.as(realm, "anna").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        Asking asking = Asking.as(realm, "anna").with(KdcOption.CANONICALIZE);
        asking.provingWith(realm.key("ann", TestRealm.ALL.get(0)), NOON);
        Asking.Got got = Asking.opened(
                asking.raw(), etype -> realm.key("ann", etype), org.hanse.protocol.crypto.KeyUsage.AS_REP);
        assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("ann"));
    }
}
