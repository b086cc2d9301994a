package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of a TGS-REQ and the flags that come of them, RFC 4120 §2, §3.3.3 and §5.4.1. Times are {@link TicketTimesTest}'s. */
class TicketFlagsTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";
    private static final HostAddress LOOPBACK =
            new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {127, 0, 0, 1}));
    private static final HostAddress ELSEWHERE =
            new HostAddress(HostAddress.IPV4, Octets.wrap(new byte[] {10, 0, 0, 7}));
    private static final Element RESTRICTION = new Element(77, Octets.wrap(new byte[] {1}));
    private static final Element UNKNOWN = new Element(-5, Octets.wrap(new byte[] {2}));
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB).withService("HTTP/www.bergen.example");

    private TicketContent ann() {
        return TicketContent.of(realm, "ann");
    }

    private void refused(Asking asking, WireCode code, Reason reason) {
        asking.refused(code);
        assertThat(realm.lastRecord().refused()).contains(reason);
    }

    private static AskingTgs with(AskingTgs asking, KdcOption... options) {
        for (KdcOption option : options) {
            asking.with(option);
        }
        return asking;
    }

    /** A ticket that has every flag a client may hold. */
    private TicketContent everything() {
        return ann().with(
                        TicketFlag.INITIAL,
                        TicketFlag.HW_AUTHENT,
                        TicketFlag.FORWARDABLE,
                        TicketFlag.PROXIABLE,
                        TicketFlag.MAY_POSTDATE,
                        TicketFlag.OK_AS_DELEGATE,
                        TicketFlag.ENC_PA_REP,
                        TicketFlag.TRANSITED_POLICY_CHECKED)
                .renewTill(TOMORROW)
                .addresses(LOOPBACK)
                .data(RESTRICTION, UNKNOWN);
    }

    /** Each way a ticket leads to another within a realm. */
    private List<EncTicketPart> descendants() {
        AskingTgs forward = everything().asTgt().forService(TGS);
        forward.addresses = List.of(ELSEWHERE);
        AskingTgs proxy = everything().asTgt().forService(WEB);
        proxy.addresses = List.of(ELSEWHERE);
        List<EncTicketPart> all = new ArrayList<>();
        all.add(everything().asTgt().forService(WEB).got().openedBy(realm, WEB));
        all.add(everything().asTgt().forService(TGS).got().openedBy(realm, TGS));
        all.add(with(everything().asTgt().forService(TGS), KdcOption.RENEW)
                .got()
                .openedBy(realm, TGS));
        all.add(with(everything().with(TicketFlag.INVALID).asTgt().forService(TGS), KdcOption.VALIDATE)
                .got()
                .openedBy(realm, TGS));
        all.add(with(forward, KdcOption.FORWARDED, KdcOption.FORWARDABLE).got().openedBy(realm, TGS));
        all.add(with(proxy, KdcOption.PROXY).got().openedBy(realm, WEB));
        return all;
    }

    @Test
    @Tag("K-108")
    void noTicketByAnotherIsInitial() {
        assertThat(descendants())
                .allSatisfy(ticket ->
                        assertThat(ticket.flags().has(TicketFlag.INITIAL)).isFalse());
    }

    @Test
    @Tag("K-109")
    void howTheClientProvedItselfIsCarriedExactly() {
        assertThat(descendants())
                .allSatisfy(ticket ->
                        assertThat(ticket.flags().toList()).contains(TicketFlag.PRE_AUTHENT, TicketFlag.HW_AUTHENT));
        TicketFlags without = ann().flags(TicketFlags.NONE)
                .asTgt()
                .forService(WEB)
                .got()
                .openedBy(realm, WEB)
                .flags();
        assertThat(without.toList()).containsExactly(TicketFlag.TRANSITED_POLICY_CHECKED);
    }

    @Test
    @Tag("K-110")
    void theTimeOfAuthenticationIsCarriedExactly() {
        realm.at(NOON.plus(Duration.ofHours(1)));

        assertThat(descendants()).extracting(EncTicketPart::authTime).containsOnly(NOON);
    }

    @Test
    @Tag("K-110")
    @Tag("K-103")
    void aReferralCarriesBothToo() {
        TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withService(WEB);
        TestRealm.trustEachOther(realm, bergen);
        realm.at(NOON.plus(Duration.ofHours(1)));
        bergen.at(realm.now);

        Asking.Got cross =
                everything().asTgt().forService("krbtgt/BERGEN.EXAMPLE").got();
        EncTicketPart ticket = AskingTgs.by(bergen, cross).forService(WEB).got().openedBy(bergen, WEB);

        assertThat(ticket.authTime()).isEqualTo(NOON);
        assertThat(ticket.authorizationData().elements()).containsExactly(RESTRICTION, UNKNOWN);
    }

    @Test
    @Tag("K-103")
    void restrictionsAreCarriedInOrderByEveryWay() {
        assertThat(descendants())
                .allSatisfy(ticket ->
                        assertThat(ticket.authorizationData().elements()).containsExactly(RESTRICTION, UNKNOWN));
    }

    @Test
    @Tag("K-124")
    @Tag("K-125")
    void whatTheTgtDoesNotHaveIsNotHad() {
        TicketFlags flags = with(
                        ann().asTgt().forService(WEB),
                        KdcOption.FORWARDABLE,
                        KdcOption.PROXIABLE,
                        KdcOption.ALLOW_POSTDATE,
                        KdcOption.RENEWABLE)
                .got()
                .openedBy(realm, WEB)
                .flags();

        assertThat(flags.toList()).containsExactly(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
    }

    @ParameterizedTest
    @EnumSource(
            value = KdcOption.class,
            names = {"FORWARDABLE", "PROXIABLE", "ALLOW_POSTDATE", "RENEWABLE"})
    void whatTheTgtHasIsPassedOnExactlyIfAskedFor(KdcOption option) {
        TicketFlag flag =
                option == KdcOption.ALLOW_POSTDATE ? TicketFlag.MAY_POSTDATE : TicketFlag.valueOf(option.name());

        EncTicketPart asked =
                with(everything().asTgt().forService(WEB), option).got().openedBy(realm, WEB);
        EncTicketPart notAsked = everything().asTgt().forService(WEB).got().openedBy(realm, WEB);

        assertThat(asked.flags().has(flag)).isTrue();
        assertThat(notAsked.flags().has(flag)).isFalse();
    }

    @Test
    @Tag("K-126")
    void forwardingNeedsItsFlagAndTakesTheAddressesOfTheRequest() {
        refused(
                with(ann().asTgt().forService(TGS), KdcOption.FORWARDED),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_FORWARDABLE);

        AskingTgs asking =
                ann().with(TicketFlag.FORWARDABLE).addresses(LOOPBACK).asTgt().forService(TGS);
        asking.addresses = List.of(ELSEWHERE);
        EncTicketPart ticket = with(asking, KdcOption.FORWARDED).got().openedBy(realm, TGS);

        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.FORWARDED, TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.addresses()).containsExactly(ELSEWHERE);
        EncTicketPart anywhere = with(
                        ann().with(TicketFlag.FORWARDABLE)
                                .addresses(LOOPBACK)
                                .asTgt()
                                .forService(TGS),
                        KdcOption.FORWARDED)
                .got()
                .openedBy(realm, TGS);
        assertThat(anywhere.addresses()).isEmpty();
    }

    @Test
    void addressesOfTheRequestCountForForwardingAndProxiesOnly() {
        AskingTgs asking = everything().asTgt().forService(WEB);
        asking.addresses = List.of(ELSEWHERE);

        assertThat(asking.got().openedBy(realm, WEB).addresses()).containsExactly(LOOPBACK);
    }

    @Test
    @Tag("K-127")
    void whatWasForwardedStaysForwarded() {
        EncTicketPart service =
                ann().with(TicketFlag.FORWARDED).asTgt().forService(WEB).got().openedBy(realm, WEB);
        EncTicketPart renewed = with(
                        ann().with(TicketFlag.FORWARDED)
                                .renewTill(TOMORROW)
                                .asTgt()
                                .forService(TGS),
                        KdcOption.RENEW)
                .got()
                .openedBy(realm, TGS);

        assertThat(service.flags().has(TicketFlag.FORWARDED)).isTrue();
        assertThat(renewed.flags().has(TicketFlag.FORWARDED)).isTrue();
    }

    @Test
    @Tag("K-128")
    void aProxyNeedsItsFlagAndIsNeverATgt() {
        refused(
                with(ann().asTgt().forService(WEB), KdcOption.PROXY),
                WireCode.KDC_ERR_BADOPTION,
                Reason.TGT_NOT_PROXIABLE);
        refused(
                with(ann().with(TicketFlag.PROXIABLE).asTgt().forService(TGS), KdcOption.PROXY),
                WireCode.KDC_ERR_BADOPTION,
                Reason.PROXY_OF_TGT);

        AskingTgs asking =
                ann().with(TicketFlag.PROXIABLE).addresses(LOOPBACK).asTgt().forService(WEB);
        asking.addresses = List.of(ELSEWHERE);
        EncTicketPart ticket = with(asking, KdcOption.PROXY).got().openedBy(realm, WEB);

        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.PROXY, TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.addresses()).containsExactly(ELSEWHERE);
    }

    @Test
    @Tag("K-129")
    void whoWantsNoCheckOfThePathIsMarkedAsUnchecked() {
        EncTicketPart ticket = with(ann().asTgt().forService(WEB), KdcOption.DISABLE_TRANSITED_CHECK)
                .got()
                .openedBy(realm, WEB);

        assertThat(ticket.flags().toList()).containsExactly(TicketFlag.PRE_AUTHENT);
    }

    @Test
    void anAnonymousTicketIsNotMade() {
        refused(
                with(ann().asTgt().forService(WEB), KdcOption.REQUEST_ANONYMOUS),
                WireCode.KDC_ERR_BADOPTION,
                Reason.OPTION_NOT_SERVED);
        refused(
                Asking.as(realm, "ann").with(KdcOption.REQUEST_ANONYMOUS).provingWith("ann"),
                WireCode.KDC_ERR_BADOPTION,
                Reason.OPTION_NOT_SERVED);
    }

    /** Bits of KDCOptions without a name, one by one and all at once. */
    static Stream<KdcOptions> reserved() {
        int named = KdcOptions.of(KdcOption.values()).bits();
        IntStream single = IntStream.range(0, 32).map(bit -> 1 << bit).filter(bit -> (bit & named) == 0);
        return IntStream.concat(single, IntStream.of(~named)).mapToObj(KdcOptions::new);
    }

    @ParameterizedTest
    @MethodSource("reserved")
    @Tag("K-130")
    void reservedOptionsAreIgnoredAndNoReservedFlagIsSet(KdcOptions reserved) {
        int named = TicketFlags.of(TicketFlag.values()).bits();

        Asking initial = Asking.as(realm, "ann").provingWith("ann");
        initial.options = reserved;
        EncTicketPart tgt = initial.got().openedBy(realm, TGS);
        assertThat(tgt.flags().toList()).containsExactly(TicketFlag.INITIAL, TicketFlag.PRE_AUTHENT);
        assertThat(tgt.flags().bits() & ~named).isZero();

        AskingTgs asking = ann().asTgt().forService(WEB);
        asking.options = reserved;
        EncTicketPart ticket = asking.got().openedBy(realm, WEB);
        assertThat(ticket.flags().toList())
                .containsExactly(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        assertThat(ticket.flags().bits() & ~named).isZero();
    }

    /** What a service's keeper writes into a ticket for itself does not come back under a reserved flag. */
    @Test
    @Tag("K-130")
    void aRenewedTicketHasNoReservedFlagEither() {
        int named = TicketFlags.of(TicketFlag.values()).bits();
        TicketFlags odd = new TicketFlags(~named);

        EncTicketPart ticket = with(
                        ann().flags(odd).renewTill(TOMORROW).asTicketTo(WEB).forService(WEB), KdcOption.RENEW)
                .got()
                .openedBy(realm, WEB);

        assertThat(ticket.flags()).isEqualTo(TicketFlags.of(TicketFlag.RENEWABLE));
    }

    @Test
    void theClientOfEveryDescendantIsTheSame() {
        assertThat(descendants()).extracting(EncTicketPart::clientName).containsOnly(PrincipalName.of("ann"));
        assertThat(descendants()).extracting(EncTicketPart::startTime).doesNotContain(Optional.empty());
    }
}
