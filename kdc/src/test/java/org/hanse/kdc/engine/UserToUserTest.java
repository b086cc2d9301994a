package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** User-to-user authentication, RFC 4120 §3.7: ann calls upon bob, who has no key but that of his own login. */
class UserToUserTest {
    private static final String WEB = "HTTP/www.luebeck.example";

    private final TestRealm realm = TestRealm.named("LUEBECK.EXAMPLE")
            .withUser("ann")
            .withUser("bob")
            .withUser("carl")
            .withService(WEB);

    private Asking.Got tgtOf(String user) {
        return Asking.as(realm, user).provingWith(user).got();
    }

    private AskingTgs ann(KdcOption... options) {
        Asking asking = Asking.as(realm, "ann").provingWith("ann");
        for (KdcOption option : options) {
            asking.with(option);
        }
        return AskingTgs.by(realm, asking.got());
    }

    /** A ticket-granting ticket with a content that the test chooses. */
    private Ticket tgt(RealmName clientRealm, String client, TicketFlags flags, Instant start, Instant end) {
        return tgt(clientRealm, client, flags, start, end, TestRealm.ALL.get(0));
    }

    private Ticket tgt(
            RealmName clientRealm, String client, TicketFlags flags, Instant start, Instant end, EncType session) {
        EncTicketPart part = new EncTicketPart(
                flags,
                ProtocolKey.random(session, TestRealm.RANDOM).toEncryptionKey(),
                clientRealm,
                PrincipalName.of(client),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.of(start),
                end,
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
        return AskingTgs.ticket(
                realm.name, PrincipalName.krbtgt(realm.name), part, realm.tgsKey(TestRealm.ALL.get(0)), 1);
    }

    private void refused(Asking asking, WireCode code, Reason reason) {
        asking.refused(code);
        assertThat(realm.lastRecord().refused()).contains(reason);
    }

    @Test
    @Tag("K-162")
    void theTicketIsUnderTheSessionKeyOfTheSecondAndNamesNoKvno() {
        Asking.Got bobs = tgtOf("bob");

        Asking.Got got = ann().withSecond(bobs.ticket()).forService("bob").got();

        assertThat(got.ticket().sealed().kvno()).isEmpty();
        assertThat(got.ticket().sealed().etype()).isEqualTo(bobs.sessionKey().etype());
        assertThat(got.ticket().service()).isEqualTo(PrincipalName.of("bob"));
        EncTicketPart ticket = got.openedBy(bobs.sessionKey());
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(ticket.key()).isEqualTo(got.part().key());
        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.authTime()).isEqualTo(NOON);
    }

    /** What user-to-user is for: without the option the same principal is refused, RFC 4120 §3.7 and KDC_ERR_MUST_USE_USER2USER. */
    @Test
    void aUserIsReachedByUserToUserAndNotOtherwise() {
        refused(ann().forService("bob"), WireCode.KDC_ERR_MUST_USE_USER2USER, Reason.SERVICE_IS_A_USER);
        AskingTgs ticketWithoutTheOption = ann().forService("bob");
        ticketWithoutTheOption.additionalTickets = List.of(tgtOf("bob").ticket());
        refused(ticketWithoutTheOption, WireCode.KDC_ERR_MUST_USE_USER2USER, Reason.SERVICE_IS_A_USER);

        assertThat(ann().withSecond(tgtOf("bob").ticket()).forService("bob").got())
                .isNotNull();
    }

    @Test
    void aServiceMayBeCalledUponByItsLoginToo() {
        Asking login = Asking.as(realm, WEB).provingWith(realm.key(WEB, TestRealm.ALL.get(0)), NOON);
        Asking.Got webs =
                Asking.opened(login.raw(), etype -> realm.key(WEB, etype), org.hanse.protocol.crypto.KeyUsage.AS_REP);

        EncTicketPart ticket =
                ann().withSecond(webs.ticket()).forService(WEB).got().openedBy(webs.sessionKey());

        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
    }

    @Test
    @Tag("K-157")
    void withoutASecondTicketThereIsNoKey() {
        refused(
                ann().forService("bob").with(KdcOption.ENC_TKT_IN_SKEY),
                WireCode.KDC_ERR_BADOPTION,
                Reason.SECOND_TICKET_MISSING);
    }

    @Test
    @Tag("K-158")
    void aServiceTicketIsNoSecondTicket() {
        Ticket service = AskingTgs.by(realm, tgtOf("bob")).forService(WEB).got().ticket();

        refused(ann().withSecond(service).forService("bob"), WireCode.KDC_ERR_POLICY, Reason.SECOND_TICKET_NOT_TGT);
    }

    @Test
    @Tag("K-159")
    void theSecondTicketMustBeOfWhomTheRequestNames() {
        refused(
                ann().withSecond(tgtOf("carl").ticket()).forService("bob"),
                WireCode.KDC_ERR_SERVER_NOMATCH,
                Reason.SECOND_TICKET_OWNER_MISMATCH);
        refused(
                ann().withSecond(tgtOf("bob").ticket()).forService(WEB),
                WireCode.KDC_ERR_SERVER_NOMATCH,
                Reason.SECOND_TICKET_OWNER_MISMATCH);
        refused(
                ann().withSecond(tgtOf("bob").ticket()).forService("krbtgt/LUEBECK.EXAMPLE"),
                WireCode.KDC_ERR_SERVER_NOMATCH,
                Reason.SECOND_TICKET_OWNER_MISMATCH);
        refused(
                ann().withSecond(tgtOf("bob").ticket()).forService("nobody"),
                WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN,
                Reason.SERVICE_NOT_FOUND);
    }

    @Test
    void anAliasOfTheOwnerIsTheOwnerAndTheTicketKeepsTheNameAskedFor() {
        realm.withAlias("robert", "bob");
        Asking.Got bobs = tgtOf("bob");

        Asking.Got got = ann().withSecond(bobs.ticket()).forService("robert").got();

        assertThat(got.ticket().service()).isEqualTo(PrincipalName.of("robert"));
        assertThat(got.openedBy(bobs.sessionKey()).clientName()).isEqualTo(PrincipalName.of("ann"));
    }

    /** Samba's test_user2user_no_sname: RFC 4120 §3.3.3 takes the name from the second ticket. */
    @Test
    @Tag("K-160")
    void withoutANameItIsTheSecondTicketsClientWhoIsCalledUpon() {
        Asking.Got bobs = tgtOf("bob");

        Asking.Got got = ann().withSecond(bobs.ticket()).got();

        assertThat(got.ticket().service()).isEqualTo(PrincipalName.of("bob"));
        assertThat(got.part().service()).isEqualTo(PrincipalName.of("bob"));
        assertThat(got.openedBy(bobs.sessionKey()).clientName()).isEqualTo(PrincipalName.of("ann"));
    }

    @Test
    @Tag("K-161")
    void aTicketGrantingTicketOfAnotherRealmIsNoSecondTicket() {
        TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withUser("bob");
        TestRealm.trustEachOther(realm, bergen);
        Asking.Got cross = AskingTgs.ticketForPeer(bergen, "bob", realm);

        refused(
                ann().withSecond(cross.ticket()).forService("bob"),
                WireCode.KDC_ERR_POLICY,
                Reason.SECOND_TICKET_NOT_TGT);
        AskingTgs nameless = ann().withSecond(cross.ticket());
        refused(nameless, WireCode.KDC_ERR_POLICY, Reason.SECOND_TICKET_NOT_TGT);
    }

    /** Bob of BERGEN may come in and get a ticket-granting ticket here. That does not make him our bob. */
    @Test
    @Tag("K-159")
    @Tag("K-161")
    void aGuestIsNotHisNamesake() {
        TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withUser("bob");
        TestRealm.trustEachOther(realm, bergen);
        Asking.Got cross = AskingTgs.ticketForPeer(bergen, "bob", realm);
        Ticket guests = AskingTgs.by(realm, cross)
                .forService("krbtgt/LUEBECK.EXAMPLE")
                .got()
                .ticket();

        refused(
                ann().withSecond(guests).forService("bob"),
                WireCode.KDC_ERR_SERVER_NOMATCH,
                Reason.SECOND_TICKET_OWNER_MISMATCH);
        refused(ann().withSecond(guests), WireCode.KDC_ERR_SERVER_NOMATCH, Reason.SECOND_TICKET_OWNER_MISMATCH);
    }

    @Test
    @Tag("K-095")
    void theSecondTicketMustBeInForce() {
        Instant later = NOON.plus(Duration.ofHours(1));
        Ticket invalid = tgt(realm.name, "bob", TicketFlags.of(TicketFlag.INVALID), NOON, later);
        Ticket early = tgt(realm.name, "bob", TicketFlags.NONE, NOON.plusSeconds(301), later);
        Ticket ended = tgt(realm.name, "bob", TicketFlags.NONE, NOON.minusSeconds(60), NOON.minusSeconds(1));

        refused(
                ann().withSecond(invalid).forService("bob"),
                WireCode.KRB_AP_ERR_TKT_NYV,
                Reason.SECOND_TICKET_NOT_YET_VALID);
        refused(
                ann().withSecond(early).forService("bob"),
                WireCode.KRB_AP_ERR_TKT_NYV,
                Reason.SECOND_TICKET_NOT_YET_VALID);
        refused(
                ann().withSecond(ended).forService("bob"),
                WireCode.KRB_AP_ERR_TKT_EXPIRED,
                Reason.SECOND_TICKET_EXPIRED);
    }

    /** The key is bob's for as long as his ticket lasts, and a ticket under it no longer. */
    @Test
    void theTicketEndsWithTheSecond() {
        Ticket short10m = tgt(realm.name, "bob", TicketFlags.NONE, NOON, NOON.plusSeconds(600));

        assertThat(ann().withSecond(short10m).forService("bob").got().part().endTime())
                .isEqualTo(NOON.plusSeconds(600));
    }

    /** Neither could come back: nothing here opens a ticket under a session key. */
    @Test
    void theTicketIsNeitherRenewableNorPostdated() {
        Asking renewable = Asking.as(realm, "ann").provingWith("ann").renewTill(NOON.plus(Duration.ofDays(5)));
        Asking.Got got = AskingTgs.by(realm, renewable.got())
                .withSecond(tgtOf("bob").ticket())
                .forService("bob")
                .renewTill(NOON.plus(Duration.ofDays(5)))
                .got();
        assertThat(got.part().flags().has(TicketFlag.RENEWABLE)).isFalse();
        refused(
                ann(KdcOption.ALLOW_POSTDATE)
                        .withSecond(tgtOf("bob").ticket())
                        .forService("bob")
                        .with(KdcOption.POSTDATED)
                        .from(NOON.plusSeconds(3600)),
                WireCode.KDC_ERR_CANNOT_POSTDATE,
                Reason.POSTDATE_NOT_ALLOWED);
    }

    @Test
    void theSecondTicketMustOpenUnderAKeyThatIsKept() {
        EncTicketPart part = tgtOf("bob").openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        PrincipalName tgs = PrincipalName.krbtgt(realm.name);
        ProtocolKey key = realm.tgsKey(TestRealm.ALL.get(0));
        ProtocolKey other = ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM);

        refused(
                ann().withSecond(AskingTgs.ticket(realm.name, tgs, part, other, 1))
                        .forService("bob"),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.SECOND_TICKET_NOT_OPENED);
        refused(
                ann().withSecond(AskingTgs.ticket(realm.name, tgs, part, key, 9))
                        .forService("bob"),
                WireCode.KRB_AP_ERR_BADKEYVER,
                Reason.SECOND_TICKET_KEY_VERSION_UNKNOWN);
        // The clear name chooses the key, and makes nothing of what a service sealed for itself.
        refused(
                ann().withSecond(AskingTgs.ticket(realm.name, tgs, part, realm.key(WEB, TestRealm.ALL.get(0)), 1))
                        .forService("bob"),
                WireCode.KRB_AP_ERR_BAD_INTEGRITY,
                Reason.SECOND_TICKET_NOT_OPENED);
        Ticket old = tgtOf("bob").ticket();
        realm.rekey("krbtgt/LUEBECK.EXAMPLE");
        assertThat(ann().withSecond(old).forService("bob").got()).isNotNull();
    }

    @Test
    void theOwnerMustStillBeThereAndTheSamePersonAndInGoodStanding() {
        Ticket bobs = tgtOf("bob").ticket();
        realm.flag("bob", PrincipalFlag.ALLOW_TIX, false);
        refused(
                ann().withSecond(bobs).forService("bob"),
                WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN,
                Reason.SERVICE_NOT_FOUND);
        realm.flag("bob", PrincipalFlag.ALLOW_TIX, true).change("bob", entry -> TestRealm.expiring(entry, NOON));
        refused(ann().withSecond(bobs).forService("bob"), WireCode.KDC_ERR_SERVICE_EXP, Reason.SERVICE_EXPIRED);
        realm.delete("bob");
        refused(
                ann().withSecond(bobs).forService("bob"),
                WireCode.KDC_ERR_TGT_REVOKED,
                Reason.SECOND_TICKET_OWNER_GONE);
        realm.withUser("bob").change("bob", entry -> TestRealm.createdAt(entry, NOON.plusSeconds(1)));
        refused(
                ann().withSecond(bobs).forService("bob"),
                WireCode.KDC_ERR_TGT_REVOKED,
                Reason.SECOND_TICKET_OWNER_GONE);
    }

    /** As MIT's KDC: the flag is on whom the ticket is for. */
    @Test
    void whoMayNotHaveDuplicateSessionKeysIsNotCalledUponSo() {
        realm.flag("bob", PrincipalFlag.ALLOW_DUP_SKEY, false).flag("ann", PrincipalFlag.ALLOW_DUP_SKEY, false);
        refused(
                ann().withSecond(tgtOf("bob").ticket()).forService("bob"),
                WireCode.KDC_ERR_POLICY,
                Reason.SECOND_TICKET_NOT_ALLOWED);
        realm.flag("bob", PrincipalFlag.ALLOW_DUP_SKEY, true);
        assertThat(ann().withSecond(tgtOf("bob").ticket()).forService("bob").got())
                .isNotNull();
    }

    @Test
    @Tag("K-106")
    void theSessionKeySuitsTheSecondTicketsKeyOrElseTheOwner() {
        EncType second = EncType.AES128_CTS_HMAC_SHA1_96;
        Ticket bobs = tgt(realm.name, "bob", TicketFlags.NONE, NOON, NOON.plusSeconds(600), second);
        EncType strongest = TestRealm.ALL.get(0);

        assertThat(ann().withSecond(bobs)
                        .forService("bob")
                        .etypes(strongest, second)
                        .got()
                        .part()
                        .key()
                        .etype())
                .as("what bob is known to understand, before what is strongest")
                .isEqualTo(second);
        assertThat(ann().withSecond(bobs)
                        .forService("bob")
                        .etypes(strongest)
                        .got()
                        .part()
                        .key()
                        .etype())
                .isEqualTo(strongest);
        refused(
                ann().withSecond(bobs).forService("bob").etypes(new EncType(23)),
                WireCode.KDC_ERR_ETYPE_NOSUPP,
                Reason.NO_COMMON_ETYPE);
    }

    /** A renewed ticket is the old one under its old seal. */
    @ParameterizedTest
    @EnumSource(
            value = KdcOption.class,
            names = {"RENEW", "VALIDATE"})
    void renewingAndValidatingKeepTheSeal(KdcOption option) {
        EncTicketPart part = tgtOf("ann").openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        TicketFlags flags = TicketFlags.of(TicketFlag.RENEWABLE).with(TicketFlag.INVALID, option == KdcOption.VALIDATE);
        EncTicketPart renewable = new EncTicketPart(
                flags,
                part.key(),
                part.clientRealm(),
                part.clientName(),
                part.transited(),
                part.authTime(),
                part.startTime(),
                part.endTime(),
                Optional.of(NOON.plus(Duration.ofDays(1))),
                part.addresses(),
                part.authorizationData());
        AskingTgs asking = AskingTgs.byForged(
                realm, realm.name, PrincipalName.krbtgt(realm.name), renewable, realm.tgsKey(TestRealm.ALL.get(0)), 1);

        refused(
                asking.withSecond(tgtOf("bob").ticket())
                        .forService("krbtgt/LUEBECK.EXAMPLE")
                        .with(option),
                WireCode.KDC_ERR_BADOPTION,
                Reason.OPTION_NOT_SERVED);
    }

    @Test
    void theFirstAdditionalTicketCounts() {
        AskingTgs asking = ann().withSecond(tgtOf("carl").ticket()).forService("bob");
        asking.additionalTickets = List.of(tgtOf("carl").ticket(), tgtOf("bob").ticket());

        refused(asking, WireCode.KDC_ERR_SERVER_NOMATCH, Reason.SECOND_TICKET_OWNER_MISMATCH);
    }
}
