package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators say of a principal is in force in both exchanges: flags, limits, attributes. */
class PermissionsTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);

    private Asking initial() {
        return Asking.as(realm, "ann").provingWith("ann");
    }

    private TicketContent ann() {
        return TicketContent.of(realm, "ann");
    }

    private void refused(Asking asking, WireCode code, Reason reason) {
        asking.refused(code);
        assertThat(realm.lastRecord().refused()).contains(reason);
    }

    private static PrincipalEntry limited(
            PrincipalEntry entry, Duration life, Duration renew, Optional<String> policy) {
        return changed(entry, entry.flags(), Optional.of(life), Optional.of(renew), policy, entry.attributes());
    }

    private static PrincipalEntry underPolicy(PrincipalEntry entry, String policy) {
        return changed(
                entry, entry.flags(), entry.maxLife(), entry.maxRenew(), Optional.of(policy), entry.attributes());
    }

    private static PrincipalEntry withAttribute(PrincipalEntry entry, String key, String value) {
        return changed(entry, entry.flags(), entry.maxLife(), entry.maxRenew(), entry.policy(), Map.of(key, value));
    }

    private static PrincipalEntry changed(
            PrincipalEntry entry,
            Set<PrincipalFlag> flags,
            Optional<Duration> life,
            Optional<Duration> renew,
            Optional<String> policy,
            Map<String, String> attributes) {
        return new PrincipalEntry(
                entry.subjectId(),
                entry.name(),
                flags,
                entry.keys(),
                entry.expires(),
                entry.passwordExpires(),
                life,
                renew,
                policy,
                entry.aliases(),
                attributes,
                entry.created(),
                entry.modified(),
                entry.version() + 1);
    }

    /** The flag's permission on either side counts in an AS-REQ, the service's in a TGS-REQ, and the client's there too. */
    @ParameterizedTest
    @CsvSource({
        "FORWARDABLE, FORWARDABLE, ALLOW_FORWARDABLE",
        "PROXIABLE, PROXIABLE, ALLOW_PROXIABLE",
        "RENEWABLE, RENEWABLE, ALLOW_RENEWABLE"
    })
    void aFlagNeedsThePermissionOfClientAndService(KdcOption option, TicketFlag flag, PrincipalFlag permission) {
        assertThat(initial().with(option).got().part().flags().has(flag)).isTrue();
        assertThat(byTgt(option, flag)).isTrue();
        for (String denied : List.of("ann", WEB)) {
            realm.flag(denied, permission, false);
            assertThat(initial()
                            .forService(WEB)
                            .with(option)
                            .got()
                            .part()
                            .flags()
                            .has(flag))
                    .as("AS, denied to %s", denied)
                    .isFalse();
            assertThat(byTgt(option, flag)).as("TGS, denied to %s", denied).isFalse();
            realm.flag(denied, permission, true);
        }
    }

    private boolean byTgt(KdcOption option, TicketFlag flag) {
        return ann().renewTill(NOON.plus(Duration.ofDays(1)))
                .with(TicketFlag.FORWARDABLE, TicketFlag.PROXIABLE)
                .asTgt()
                .forService(WEB)
                .with(option)
                .got()
                .part()
                .flags()
                .has(flag);
    }

    @Test
    @Tag("K-116")
    void postdatingNeedsThePermissionOfClientAndService() {
        Instant later = NOON.plus(Duration.ofHours(1));
        for (String denied : List.of("ann", WEB)) {
            realm.flag(denied, PrincipalFlag.ALLOW_POSTDATED, false);
            for (KdcOption option : List.of(KdcOption.POSTDATED, KdcOption.ALLOW_POSTDATE)) {
                refused(
                        initial().forService(WEB).with(option).from(later),
                        WireCode.KDC_ERR_CANNOT_POSTDATE,
                        Reason.POSTDATE_NOT_ALLOWED);
            }
            ann().with(TicketFlag.MAY_POSTDATE)
                    .asTgt()
                    .forService(WEB)
                    .with(KdcOption.POSTDATED)
                    .from(later)
                    .refused(WireCode.KDC_ERR_CANNOT_POSTDATE);
            assertThat(ann().with(TicketFlag.MAY_POSTDATE)
                            .asTgt()
                            .forService(WEB)
                            .with(KdcOption.ALLOW_POSTDATE)
                            .got()
                            .part()
                            .flags()
                            .has(TicketFlag.MAY_POSTDATE))
                    .isFalse();
            realm.flag(denied, PrincipalFlag.ALLOW_POSTDATED, true);
        }
    }

    /** A ticket in hand does not outlast what an operator has taken away since. */
    @Test
    void whatAClientMayNoLongerHaveItsTicketNoLongerGives() {
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        realm.flag("ann", PrincipalFlag.ALLOW_FORWARDABLE, false)
                .flag("ann", PrincipalFlag.ALLOW_PROXIABLE, false)
                .flag("ann", PrincipalFlag.ALLOW_RENEWABLE, false);
        TicketContent held =
                ann().with(TicketFlag.FORWARDABLE, TicketFlag.PROXIABLE).renewTill(tomorrow);

        refused(
                held.asTgt().forService(TGS).with(KdcOption.FORWARDED),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_FORWARDABLE);
        refused(
                held.asTgt().forService(WEB).with(KdcOption.PROXY),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_PROXIABLE);
        refused(
                held.asTgt().forService(TGS).with(KdcOption.RENEW),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_RENEWABLE);
    }

    @Test
    void okAsDelegateIsTheServicesAlone() {
        assertThat(ann().with(TicketFlag.OK_AS_DELEGATE)
                        .asTgt()
                        .forService(WEB)
                        .got()
                        .part()
                        .flags()
                        .has(TicketFlag.OK_AS_DELEGATE))
                .isFalse();
        realm.flag(WEB, PrincipalFlag.OK_AS_DELEGATE, true);

        assertThat(ann().asTgt().forService(WEB).got().part().flags().has(TicketFlag.OK_AS_DELEGATE))
                .isTrue();
        assertThat(initial().forService(WEB).got().part().flags().has(TicketFlag.OK_AS_DELEGATE))
                .isTrue();
    }

    @Test
    void aServiceNotByTgtIsHadByAnInitialTicketOnly() {
        realm.flag(WEB, PrincipalFlag.ALLOW_TGS_REQ, false);

        refused(ann().asTgt().forService(WEB), WireCode.KDC_ERR_POLICY, Reason.SERVICE_NOT_BY_TGS);
        assertThat(initial().forService(WEB).got()).isNotNull();
    }

    @Test
    void proofByHardwareIsNotHadHereAndNothingLessWillDo() {
        realm.flag(WEB, PrincipalFlag.REQUIRES_HWAUTH, true);
        refused(initial().forService(WEB), WireCode.KDC_ERR_POLICY, Reason.HARDWARE_PREAUTH_REQUIRED);
        refused(ann().asTgt().forService(WEB), WireCode.KDC_ERR_POLICY, Reason.HARDWARE_PREAUTH_REQUIRED);
        assertThat(ann().with(TicketFlag.HW_AUTHENT).asTgt().forService(WEB).got())
                .isNotNull();

        realm.flag("ann", PrincipalFlag.REQUIRES_HWAUTH, true);
        refused(initial(), WireCode.KDC_ERR_POLICY, Reason.HARDWARE_PREAUTH_REQUIRED);
    }

    @Test
    void whoMustChangeThePasswordGetsNothingButThat() {
        realm.flag("ann", PrincipalFlag.NEEDCHANGE, true)
                .withService("kadmin/changepw")
                .flag("kadmin/changepw", PrincipalFlag.PASSWORD_CHANGING_SERVICE, true);

        refused(initial(), WireCode.KDC_ERR_KEY_EXPIRED, Reason.CLIENT_PASSWORD_EXPIRED);
        refused(initial().forService(WEB), WireCode.KDC_ERR_KEY_EXPIRED, Reason.CLIENT_PASSWORD_EXPIRED);
        assertThat(initial().forService("kadmin/changepw").got()).isNotNull();
    }

    /** The KDC's claims, of which a service may say that it has no use for them. Restrictions are not claims. */
    @Test
    void aServiceWithoutNeedOfAuthorizationDataGetsRestrictionsOnly() {
        Element pac = new Element(AuthorizationData.WIN2K_PAC, Octets.wrap(new byte[] {1}));
        Element restriction = new Element(77, Octets.wrap(new byte[] {2}));
        assertThat(ann().data(pac, restriction)
                        .asTgt()
                        .forService(WEB)
                        .got()
                        .openedBy(realm, WEB)
                        .authorizationData()
                        .elements())
                .containsExactly(pac, restriction);

        realm.flag(WEB, PrincipalFlag.NO_AUTH_DATA_REQUIRED, true);

        assertThat(ann().data(pac, restriction)
                        .asTgt()
                        .forService(WEB)
                        .got()
                        .openedBy(realm, WEB)
                        .authorizationData()
                        .elements())
                .containsExactly(restriction);
    }

    /** Realm: 10 hours, renewable for 7 days. */
    @ParameterizedTest
    @ValueSource(strings = {"ann", WEB})
    @Tag("K-111")
    void theShortestOfRequestTgtPrincipalAndRealmCounts(String limited) {
        realm.change(limited, entry -> limited(entry, Duration.ofHours(3), Duration.ofHours(5), Optional.empty()));
        Instant day8 = NOON.plus(Duration.ofDays(8));

        EncTicketPart direct = initial().forService(WEB).renewTill(day8).got().openedBy(realm, WEB);
        assertThat(direct.endTime()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        assertThat(direct.renewTill()).contains(NOON.plus(Duration.ofHours(5)));
        EncTicketPart byTgt = ann().renewTill(day8)
                .asTgt()
                .forService(WEB)
                .renewTill(day8)
                .got()
                .openedBy(realm, WEB);
        assertThat(byTgt.endTime()).isEqualTo(NOON.plus(Duration.ofHours(3)));
        assertThat(byTgt.renewTill()).contains(NOON.plus(Duration.ofHours(5)));
        EncTicketPart byShortTgt = ann().till(NOON.plus(Duration.ofHours(2)))
                .asTgt()
                .forService(WEB)
                .got()
                .openedBy(realm, WEB);
        assertThat(byShortTgt.endTime()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        EncTicketPart bySoonRequest = ann().asTgt()
                .forService(WEB)
                .till(NOON.plus(Duration.ofHours(1)))
                .got()
                .openedBy(realm, WEB);
        assertThat(bySoonRequest.endTime()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", WEB})
    @Tag("K-111")
    void aPolicysLimitsCountBesideThePrincipals(String limited) {
        realm.withPolicy(new Policy("short", Optional.of(Duration.ofMinutes(30)), Optional.of(Duration.ofMinutes(40))))
                .change(limited, entry -> underPolicy(entry, "short"));

        EncTicketPart direct =
                initial().forService(WEB).renewTill(Instant.EPOCH).got().openedBy(realm, WEB);
        EncTicketPart byTgt = ann().renewTill(NOON.plus(Duration.ofDays(8)))
                .asTgt()
                .forService(WEB)
                .renewTill(Instant.EPOCH)
                .got()
                .openedBy(realm, WEB);

        assertThat(List.of(direct.endTime(), byTgt.endTime())).containsOnly(NOON.plus(Duration.ofMinutes(30)));
        assertThat(List.of(direct.renewTill(), byTgt.renewTill()))
                .containsOnly(Optional.of(NOON.plus(Duration.ofMinutes(40))));
    }

    @Test
    @Tag("K-111")
    void noPrincipalLivesLongerThanTheRealmAllows() {
        Duration ages = Duration.ofDays(4000);
        realm.change("ann", entry -> limited(entry, ages, ages, Optional.empty()))
                .change(TGS, entry -> limited(entry, ages, ages, Optional.empty()));

        EncTicketPart tgt = initial().renewTill(NOON.plus(ages)).got().openedBy(realm, TGS);

        assertThat(tgt.endTime()).isEqualTo(NOON.plus(Duration.ofHours(10)));
        assertThat(tgt.renewTill()).contains(NOON.plus(Duration.ofDays(7)));
    }

    @Test
    @Tag("K-106")
    void theSessionKeyIsTheFirstOfTheRequestsListThatTheServiceUnderstands() {
        EncType weak = EncType.AES128_CTS_HMAC_SHA1_96;
        EncType strong = TestRealm.ALL.get(0);
        EncType rc4 = new EncType(23);
        assertThat(session(weak, strong)).isEqualTo(weak);
        assertThat(session(rc4, strong)).as("what is not served is passed over").isEqualTo(strong);
        realm.change(WEB, entry -> withAttribute(entry, "session_enctypes", "aes128-cts-hmac-sha1-96"));

        assertThat(session(strong, weak)).isEqualTo(weak);
        refused(ann().asTgt().forService(WEB).etypes(strong), WireCode.KDC_ERR_ETYPE_NOSUPP, Reason.NO_COMMON_ETYPE);
        refused(initial().forService(WEB).etypes(strong), WireCode.KDC_ERR_ETYPE_NOSUPP, Reason.NO_COMMON_ETYPE);
    }

    private EncType session(EncType... wanted) {
        return ann().asTgt().forService(WEB).etypes(wanted).got().part().key().etype();
    }

    /** CVE-2022-2031. Whatever an operator or an import wrote into the entry. */
    @ParameterizedTest
    @ValueSource(strings = {"kadmin/changepw", "kadmin/admin", "kadmin/host.luebeck.example"})
    @Tag("K-131")
    void ticketsToKadminLastMinutesAndStayWhereTheyAre(String kadmin) {
        realm.withService(kadmin);
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        Asking direct = initial().forService(kadmin).till(tomorrow).renewTill(tomorrow);
        direct.with(KdcOption.FORWARDABLE).with(KdcOption.PROXIABLE).with(KdcOption.RENEWABLE_OK);
        AskingTgs byTgt = ann().renewTill(tomorrow)
                .with(TicketFlag.FORWARDABLE, TicketFlag.PROXIABLE, TicketFlag.MAY_POSTDATE)
                .asTgt()
                .forService(kadmin);
        byTgt.till(tomorrow).renewTill(tomorrow);
        byTgt.with(KdcOption.FORWARDABLE).with(KdcOption.PROXIABLE).with(KdcOption.ALLOW_POSTDATE);

        for (Asking.Got got : List.of(direct.got(), byTgt.got())) {
            EncTicketPart ticket = got.openedBy(realm, kadmin);
            assertThat(Duration.between(ticket.start(), ticket.endTime())).isLessThanOrEqualTo(Duration.ofMinutes(10));
            assertThat(ticket.renewTill()).isEmpty();
            assertThat(new HashSet<>(ticket.flags().toList()))
                    .doesNotContain(
                            TicketFlag.RENEWABLE,
                            TicketFlag.FORWARDABLE,
                            TicketFlag.PROXIABLE,
                            TicketFlag.MAY_POSTDATE);
        }
    }
}
