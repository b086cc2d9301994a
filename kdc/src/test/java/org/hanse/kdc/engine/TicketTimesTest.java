package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From when until when: start, end, renew-till, postdating, validating and renewing, RFC 4120 §2.3, §2.4, §3.1.3, §3.3.3. */
class TicketTimesTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final Instant LATER = NOON.plus(Duration.ofHours(2));

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);

    private TicketContent ann() {
        return TicketContent.of(realm, "ann");
    }

    private Asking initial() {
        return Asking.as(realm, "ann").provingWith("ann");
    }

    private void refused(Asking asking, WireCode code, Reason reason) {
        asking.refused(code);
        assertThat(realm.lastRecord().refused()).contains(reason);
    }

    private EncTicketPart opened(Asking asking, String service) {
        return asking.got().openedBy(realm, service);
    }

    @Test
    @Tag("K-112")
    void theEpochAsksForTheLongestThatIsAllowed() {
        assertThat(opened(initial().till(Instant.EPOCH), TGS).endTime()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        assertThat(opened(ann().till(LATER).asTgt().forService(WEB).till(Instant.EPOCH), WEB)
                        .endTime())
                .isEqualTo(LATER);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -1, 0})
    @Tag("K-113")
    void whatWouldEndBeforeItStartsIsNeverValid(long seconds) {
        Instant till = NOON.plusSeconds(seconds);

        refused(initial().till(till), WireCode.KDC_ERR_NEVER_VALID, Reason.NEVER_VALID);
        refused(ann().asTgt().forService(WEB).till(till), WireCode.KDC_ERR_NEVER_VALID, Reason.NEVER_VALID);
        refused(
                initial().with(KdcOption.POSTDATED).from(LATER).till(LATER.plusSeconds(seconds)),
                WireCode.KDC_ERR_NEVER_VALID,
                Reason.NEVER_VALID);
    }

    /** The site's minimum is one second, the least that a KerberosTime can tell. */
    @Test
    @Tag("K-113")
    void oneSecondIsALife() {
        realm.at(NOON.plusMillis(700));

        EncTicketPart ticket = opened(initial().till(NOON.plusSeconds(1)), TGS);

        assertThat(ticket.start()).isEqualTo(NOON);
        assertThat(ticket.endTime()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    @Tag("K-114")
    void aStartInTheFutureNeedsTheOption() {
        Instant beyond = NOON.plusSeconds(301);

        refused(initial().from(beyond), WireCode.KDC_ERR_CANNOT_POSTDATE, Reason.POSTDATE_NOT_ALLOWED);
        refused(
                ann().with(TicketFlag.MAY_POSTDATE).asTgt().forService(WEB).from(beyond),
                WireCode.KDC_ERR_CANNOT_POSTDATE,
                Reason.POSTDATE_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -1, 0, 1, 300})
    @Tag("K-115")
    void aStartInThePastOrWithinTheSkewIsNow(long seconds) {
        Instant from = NOON.plusSeconds(seconds);

        EncTicketPart tgt = opened(initial().from(from), TGS);
        EncTicketPart ticket = opened(ann().asTgt().forService(WEB).from(from), WEB);

        assertThat(List.of(tgt.start(), ticket.start())).containsOnly(NOON);
        assertThat(tgt.flags().has(TicketFlag.INVALID)).isFalse();
        assertThat(ticket.flags().has(TicketFlag.INVALID)).isFalse();
    }

    @Test
    @Tag("K-117")
    void aPostdatedTicketNeedsATgtThatMayPostdate() {
        refused(
                ann().asTgt().forService(WEB).with(KdcOption.POSTDATED).from(LATER),
                WireCode.KDC_ERR_CANNOT_POSTDATE,
                Reason.TGT_NOT_POSTDATABLE);

        EncTicketPart ticket = opened(
                ann().with(TicketFlag.MAY_POSTDATE)
                        .asTgt()
                        .forService(WEB)
                        .with(KdcOption.POSTDATED)
                        .from(LATER),
                WEB);

        assertThat(ticket.start()).isEqualTo(LATER);
        assertThat(ticket.endTime()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        assertThat(ticket.flags().toList())
                .containsExactly(
                        TicketFlag.POSTDATED,
                        TicketFlag.INVALID,
                        TicketFlag.PRE_AUTHENT,
                        TicketFlag.TRANSITED_POLICY_CHECKED);
    }

    /** RFC 4120 §2.4: "postdated TGTs can only be obtained by requesting the postdating in the KRB_AS_REQ". */
    @Test
    @Tag("K-117")
    void aTgtIsNotPostdatedByAnother() {
        refused(
                ann().with(TicketFlag.MAY_POSTDATE)
                        .asTgt()
                        .forService(TGS)
                        .with(KdcOption.POSTDATED)
                        .from(LATER),
                WireCode.KDC_ERR_CANNOT_POSTDATE,
                Reason.POSTDATED_TGT);
    }

    @Test
    @Tag("K-117")
    void aPostdatedTicketThatWouldStartAfterItsTgtEndsIsNeverValid() {
        refused(
                ann().with(TicketFlag.MAY_POSTDATE)
                        .till(LATER)
                        .asTgt()
                        .forService(WEB)
                        .with(KdcOption.POSTDATED)
                        .from(LATER),
                WireCode.KDC_ERR_NEVER_VALID,
                Reason.NEVER_VALID);
    }

    @Test
    @Tag("K-116")
    @Tag("K-118")
    void aPostdatedTicketIsValidatedWhenItsTimeHasComeAndNotBefore() {
        Asking.Got postdated = initial()
                .with(KdcOption.POSTDATED)
                .with(KdcOption.FORWARDABLE)
                .from(LATER)
                .got();
        EncTicketPart before = postdated.openedBy(realm, TGS);
        assertThat(before.start()).isEqualTo(LATER);
        assertThat(before.flags().toList())
                .containsExactly(
                        TicketFlag.FORWARDABLE,
                        TicketFlag.POSTDATED,
                        TicketFlag.INVALID,
                        TicketFlag.INITIAL,
                        TicketFlag.PRE_AUTHENT);

        realm.at(LATER.minusSeconds(1));
        refused(
                AskingTgs.by(realm, postdated).forService(TGS).with(KdcOption.VALIDATE),
                WireCode.KRB_AP_ERR_TKT_NYV,
                Reason.TGT_NOT_YET_VALID);
        realm.at(LATER);
        Asking.Got validated = AskingTgs.by(realm, postdated)
                .forService(TGS)
                .with(KdcOption.VALIDATE)
                .got();
        EncTicketPart after = validated.openedBy(realm, TGS);

        assertThat(after.flags())
                .isEqualTo(before.flags().without(TicketFlag.INVALID).without(TicketFlag.INITIAL));
        assertThat(after.authTime()).isEqualTo(NOON);
        assertThat(after.start()).isEqualTo(LATER);
        assertThat(after.endTime()).isEqualTo(before.endTime());
        refused(
                AskingTgs.by(realm, validated).forService(TGS).with(KdcOption.VALIDATE),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TICKET_ALREADY_VALID);
    }

    @Test
    @Tag("K-118")
    void aServiceTicketIsValidatedToo() {
        Asking.Got postdated = ann().with(TicketFlag.MAY_POSTDATE)
                .asTgt()
                .forService(WEB)
                .with(KdcOption.POSTDATED)
                .from(LATER)
                .got();
        realm.at(LATER);

        EncTicketPart ticket =
                opened(AskingTgs.by(realm, postdated).forService(WEB).with(KdcOption.VALIDATE), WEB);

        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.POSTDATED, TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.start()).isEqualTo(LATER);
    }

    @Test
    @Tag("K-118")
    void whatIsInvalidAndOverIsNotValidated() {
        refused(
                ann().with(TicketFlag.INVALID)
                        .from(NOON.minusSeconds(60))
                        .till(NOON.minusSeconds(1))
                        .asTgt()
                        .forService(TGS)
                        .with(KdcOption.VALIDATE),
                WireCode.KRB_AP_ERR_TKT_EXPIRED,
                Reason.TGT_EXPIRED);
        // No KDC makes such a ticket; whoever has the service's key can, and must not make our last check of a ticket
        // fail.
        refused(
                ann().with(TicketFlag.INVALID)
                        .from(NOON)
                        .till(NOON)
                        .asTicketTo(WEB)
                        .forService(WEB)
                        .with(KdcOption.VALIDATE),
                WireCode.KDC_ERR_NEVER_VALID,
                Reason.NEVER_VALID);
    }

    @Test
    @Tag("K-119")
    void whatIsNotRenewableIsNotRenewed() {
        refused(
                ann().asTgt().forService(TGS).with(KdcOption.RENEW),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_RENEWABLE);
        refused(
                ann().asTicketTo(WEB).forService(WEB).with(KdcOption.RENEW),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_RENEWABLE);
    }

    @Test
    @Tag("K-120")
    void whatHasEndedIsNotRenewedThoughItsRenewTillIsAhead() {
        refused(
                ann().from(NOON.minusSeconds(60))
                        .till(NOON.minusSeconds(1))
                        .renewTill(TOMORROW)
                        .asTgt()
                        .forService(TGS)
                        .with(KdcOption.RENEW),
                WireCode.KRB_AP_ERR_TKT_EXPIRED,
                Reason.TGT_EXPIRED);
    }

    @Test
    @Tag("K-121")
    void nothingIsRenewedPastItsRenewTill() {
        refused(
                ann().from(NOON.minusSeconds(60))
                        .till(NOON.minusSeconds(1))
                        .renewTill(NOON.minusSeconds(1))
                        .asTgt()
                        .forService(TGS)
                        .with(KdcOption.RENEW),
                WireCode.KRB_AP_ERR_TKT_EXPIRED,
                Reason.TGT_EXPIRED);
        refused(
                ann().renewTill(NOON).asTgt().forService(TGS).with(KdcOption.RENEW),
                WireCode.KRB_AP_ERR_TKT_EXPIRED,
                Reason.RENEWAL_ENDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {WEB, TGS})
    @Tag("K-122")
    void aRenewedTicketIsTheOldOneWithANewKeyAndANewTerm(String service) {
        TransitedEncoding path = new TransitedEncoding(
                TransitedEncoding.DOMAIN_X500_COMPRESS, Octets.wrap("MIDDLE.EXAMPLE".getBytes(StandardCharsets.UTF_8)));
        TicketContent old = ann().flags(TicketFlags.of(
                        TicketFlag.FORWARDABLE,
                        TicketFlag.FORWARDED,
                        TicketFlag.PROXIABLE,
                        TicketFlag.PROXY,
                        TicketFlag.MAY_POSTDATE,
                        TicketFlag.POSTDATED,
                        TicketFlag.PRE_AUTHENT,
                        TicketFlag.HW_AUTHENT,
                        TicketFlag.TRANSITED_POLICY_CHECKED,
                        TicketFlag.OK_AS_DELEGATE,
                        TicketFlag.ENC_PA_REP))
                .till(LATER)
                .renewTill(TOMORROW)
                .transited(path)
                .addresses(new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {127, 0, 0, 1})))
                .data(new Element(77, Octets.wrap(new byte[] {1})));
        EncTicketPart before = old.part();
        realm.at(NOON.plus(Duration.ofHours(1)));
        AskingTgs asking = old.asTicketTo(service).forService(service);

        EncTicketPart after = opened(asking.with(KdcOption.RENEW), service);

        assertThat(after.key()).isNotEqualTo(asking.sessionKey().toEncryptionKey());
        assertThat(after)
                .isEqualTo(new EncTicketPart(
                        before.flags(),
                        after.key(),
                        before.clientRealm(),
                        before.clientName(),
                        before.transited(),
                        before.authTime(),
                        Optional.of(realm.now),
                        realm.now.plus(Duration.ofHours(2)),
                        before.renewTill(),
                        before.addresses(),
                        before.authorizationData()));
    }

    @Test
    @Tag("K-122")
    void theLastRenewalEndsWithRenewTill() {
        realm.at(NOON.plus(Duration.ofHours(8)));

        EncTicketPart after = opened(
                ann().renewTill(NOON.plus(Duration.ofHours(15)))
                        .asTgt()
                        .forService(TGS)
                        .with(KdcOption.RENEW),
                TGS);

        assertThat(after.endTime()).isEqualTo(NOON.plus(Duration.ofHours(15)));
        assertThat(after.renewTill()).contains(NOON.plus(Duration.ofHours(15)));
    }

    @Test
    @Tag("K-123")
    void renewableOkGivesARenewableTicketWhenTheWantedLifeIsNotHad() {
        Instant wanted = NOON.plus(Duration.ofHours(12));
        EncTicketPart tgt = opened(initial().with(KdcOption.RENEWABLE_OK).till(wanted), TGS);
        EncTicketPart ticket = opened(
                ann().renewTill(TOMORROW)
                        .asTgt()
                        .forService(WEB)
                        .with(KdcOption.RENEWABLE_OK)
                        .till(wanted),
                WEB);

        assertThat(List.of(tgt.renewTill(), ticket.renewTill())).containsOnly(Optional.of(wanted));
        assertThat(List.of(tgt.endTime(), ticket.endTime())).containsOnly(NOON.plus(Duration.ofHours(10)));
        EncTicketPart capped =
                opened(initial().with(KdcOption.RENEWABLE_OK).till(NOON.plus(Duration.ofDays(100))), TGS);
        assertThat(capped.renewTill()).as("no longer than the realm allows").contains(NOON.plus(Duration.ofDays(7)));
    }

    @Test
    @Tag("K-123")
    void renewableOkGivesNothingMoreWhenTheWantedLifeIsHad() {
        for (Instant given : List.of(LATER, NOON.plus(Duration.ofHours(10)), Instant.EPOCH)) {
            assertThat(opened(initial().with(KdcOption.RENEWABLE_OK).till(given), TGS)
                            .renewTill())
                    .as("%s", given)
                    .isEmpty();
            assertThat(opened(
                                    ann().renewTill(TOMORROW)
                                            .asTgt()
                                            .forService(WEB)
                                            .with(KdcOption.RENEWABLE_OK)
                                            .till(given),
                                    WEB)
                            .renewTill())
                    .as("%s", given)
                    .isEmpty();
        }
    }

    @Test
    @Tag("K-123")
    @Tag("K-124")
    void renewableOkByATgtThatIsNotRenewableGivesNothing() {
        EncTicketPart ticket = opened(
                ann().asTgt().forService(WEB).with(KdcOption.RENEWABLE_OK).till(TOMORROW), WEB);

        assertThat(ticket.flags().has(TicketFlag.RENEWABLE)).isFalse();
        assertThat(ticket.renewTill()).isEmpty();
    }

    @Test
    void aRenewableTicketIsRenewableNoLongerThanItsTgt() {
        EncTicketPart ticket =
                opened(ann().renewTill(TOMORROW).asTgt().forService(WEB).renewTill(NOON.plus(Duration.ofDays(3))), WEB);

        assertThat(ticket.renewTill()).contains(TOMORROW);
    }
}
