package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who: RFC 4120 §6, RFC 6806 §5 to §7, RFC 8062 §3. */
class NamesTest {
    private static final String WEB = "HTTP/www.luebeck.example";

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withUser("admin").withService(WEB);
    private final TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withUser("olav");

    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(realm, bergen);
    }

    private Asking asking(int type, String... components) {
        Asking asking = Asking.as(realm, "ann");
        asking.client = Optional.of(new PrincipalName(type, List.of(components)));
        return asking;
    }

    private Asking asking(PrincipalName service) {
        Asking asking = Asking.as(realm, "ann");
        asking.service = Optional.of(service);
        return asking;
    }

    private AskingTgs askingTgs(PrincipalName service) {
        AskingTgs asking =
                AskingTgs.by(realm, Asking.as(realm, "ann").provingWith("ann").got());
        asking.service = Optional.of(service);
        return asking;
    }

    /** A ticket for whoever the KDC takes the client to be, proved by that user's key. */
    private Asking.Got gotAs(String user, Asking asking) {
        asking.provingWith(realm.key(user, TestRealm.ALL.get(0)), NOON);
        return Asking.opened(asking.raw(), etype -> realm.key(user, etype), KeyUsage.AS_REP);
    }

    static Stream<List<String>> emptyNames() {
        return Stream.of(
                List.of(),
                List.of(""),
                List.of("", ""),
                List.of("ann", ""),
                List.of("HTTP", "", "www"),
                List.of("", "ann"));
    }

    @ParameterizedTest
    @MethodSource("emptyNames")
    @Tag("K-032")
    void aNameWithNothingInItIsNobodys(List<String> components) {
        PrincipalName name = new PrincipalName(NameType.PRINCIPAL, components);
        Asking asClient = Asking.as(realm, "ann");
        asClient.client = Optional.of(name);

        asClient.refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        asking(name).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        askingTgs(name).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
    }

    @Test
    @Tag("K-033")
    @Tag("K-034")
    @Tag("K-035")
    void absentNamesAreUnknownInsideFastToo() {
        Asking.Got desk = Asking.as(realm, "admin").provingWith("admin").got();
        AskingFast noClient = AskingFast.as(realm, "ann", Armor.of(realm, desk));
        noClient.client = Optional.empty();
        noClient.refusedInside(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        AskingFast noService = AskingFast.as(realm, "ann", Armor.of(realm, desk));
        noService.service = Optional.empty();
        noService.refusedInside(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);

        AskingTgs tgs = AskingTgs.by(realm, desk)
                .withSubkey(ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM))
                .inFast();
        AskingFast.refusedInside(tgs.raw(), tgs.armorKey(), WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        assertThat(realm.lastRecord().refused()).contains(Reason.SERVICE_NOT_FOUND);
        assertThat(gotAs("ann", Asking.as(realm, "ann"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@BERGEN.EXAMPLE", "ann@LUEBECK.EXAMPLE", "admin/admin", "ann@luebeck.example"})
    @Tag("K-036")
    void aNameIsNeverTakenApart(String component) {
        realm.withDomain("luebeck.example", "LUEBECK.EXAMPLE").withUser("admin/admin");
        bergen.withUser("ann");

        asking(NameType.PRINCIPAL, component).refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        asking(NameType.PRINCIPAL, component)
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
    }

    @Test
    @Tag("K-036")
    void whoIsCalledLikeAnAddressIsFoundByIt() {
        realm.withUser("ann\\@BERGEN.EXAMPLE");

        Asking.Got got = gotAs("ann\\@BERGEN.EXAMPLE", asking(NameType.PRINCIPAL, "ann@BERGEN.EXAMPLE"));

        assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("ann@BERGEN.EXAMPLE"));
        assertThat(got.reply().clientRealm()).isEqualTo(realm.name);
    }

    @Test
    @Tag("K-037")
    void aNulEndsNoName() {
        asking(NameType.PRINCIPAL, "admin\0x").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        asking(NameType.PRINCIPAL, "admin\0").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        asking(PrincipalName.of("HTTP", "www.luebeck.example\0.evil"))
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        asking(PrincipalName.of("krbtgt", "LUEBECK.EXAMPLE\0.EVIL"))
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        askingTgs(PrincipalName.of("krbtgt", "BERGEN.EXAMPLE\0.EVIL"))
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    /** No realm's name can hold a NUL, so the request has to be made by hand. */
    @Test
    @Tag("K-037")
    void aRealmWithANulIsMalformed() {
        byte[] request = Asking.as(realm, "ann").encoded();
        int at = Collections.indexOfSubList(
                octets(request), octets("LUEBECK.EXAMPLE".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        request[at + 5] = 0;

        KrbError error = Asking.error(realm.answer(request, Transport.TCP));

        assertThat(WireCode.of(error.code())).contains(WireCode.KRB_ERR_GENERIC);
        assertThat(realm.lastRecord().refused()).contains(Reason.REQUEST_MALFORMED);
    }

    private static List<Byte> octets(byte[] array) {
        List<Byte> list = new ArrayList<>();
        for (byte one : array) {
            list.add(one);
        }
        return list;
    }

    @Test
    @Tag("K-039")
    void namesWithoutMeasureAreNobodys() {
        asking(NameType.PRINCIPAL, "x".repeat(65_535))
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        String[] thousand = Collections.nCopies(1000, "x").toArray(String[]::new);
        asking(NameType.PRINCIPAL, thousand).refused(WireCode.KRB_ERR_FIELD_TOOLONG, Reason.REQUEST_TOO_LONG);
        askingTgs(PrincipalName.of(thousand)).refused(WireCode.KRB_ERR_FIELD_TOOLONG, Reason.REQUEST_TOO_LONG);
        askingTgs(PrincipalName.of("krbtgt", "A.".repeat(30_000) + "A"))
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
        asking(NameType.ENTERPRISE, "x".repeat(30_000) + "@" + "y.".repeat(15_000))
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        assertThat(gotAs("ann", Asking.as(realm, "ann"))).isNotNull();
    }

    @Test
    @Tag("K-039")
    void aRealmOfAMebibyteIsTooLong() {
        Asking asking = Asking.as(realm, "ann");
        asking.realm = RealmName.of("R".repeat(1 << 20));

        asking.refused(WireCode.KRB_ERR_FIELD_TOOLONG, Reason.REQUEST_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 11, -1})
    @Tag("K-040")
    void theTypeOfANameDoesNotDecide(int type) {
        Asking asking = asking(type, "ann");
        asking.service = Optional.of(new PrincipalName(type, List.of("HTTP", "www.luebeck.example")));

        Asking.Got got = gotAs("ann", asking);

        assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(got.openedBy(realm, WEB).clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(askingTgs(new PrincipalName(type, List.of("HTTP", "www.luebeck.example")))
                        .got()
                        .ticket()
                        .service())
                .isEqualTo(PrincipalName.of("HTTP", "www.luebeck.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann@LUEBECK.EXAMPLE", "ann@luebeck.example", "ann@Luebeck.Example", "anna@luebeck.example"})
    @Tag("K-041")
    void anEnterpriseNameOfOurDomainIsTheUserOfThatName(String name) {
        realm.withDomain(".luebeck.example", "LUEBECK.EXAMPLE").withAlias("anna", "ann");

        Asking.Got got = gotAs("ann", asking(NameType.ENTERPRISE, name).with(KdcOption.CANONICALIZE));

        assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("ann"));
        assertThat(got.reply().clientName().type()).isEqualTo(NameType.PRINCIPAL);
        assertThat(got.reply().clientRealm()).isEqualTo(realm.name);
        EncTicketPart ticket = got.openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("ann"));
    }

    @Test
    @Tag("K-041")
    void anEnterpriseNameMayBeAnAliasOfAnybody() {
        realm.withDomain("luebeck.example", "LUEBECK.EXAMPLE")
                .withAlias("admin\\@luebeck.example", "ann")
                .withAlias("dear.ann\\@elsewhere.example", "ann");

        for (String alias : List.of("admin@luebeck.example", "dear.ann@elsewhere.example")) {
            Asking.Got got = gotAs("ann", asking(NameType.ENTERPRISE, alias).with(KdcOption.CANONICALIZE));
            assertThat(got.reply().clientName())
                    .as("the alias goes before the domain")
                    .isEqualTo(PrincipalName.of("ann"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@luebeck.example",
                "ann@LUEBECK.EXAMPLE",
                "ann@bergen.example",
                "anna@luebeck.example",
                "nobody@luebeck.example"
            })
    @Tag("K-041")
    void withoutCanonicalizeAnEnterpriseNameIsNobodyElse(String name) {
        realm.withDomain("luebeck.example", "LUEBECK.EXAMPLE")
                .withDomain("bergen.example", "BERGEN.EXAMPLE")
                .withAlias("anna\\@luebeck.example", "ann");

        asking(NameType.ENTERPRISE, name).refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@sub.luebeck.example",
                "ann@unmapped.example",
                "@luebeck.example",
                "ann@",
                "ann",
                "ann@x@unmapped.example",
                "admin/admin@luebeck.example",
                "krbtgt/LUEBECK.EXAMPLE@luebeck.example",
                "ann@BERGEN"
            })
    @Tag("K-041")
    void anEnterpriseNameThatNoOperatorMappedIsNobodys(String name) {
        realm.withDomain("luebeck.example", "LUEBECK.EXAMPLE").delete("ann").withUser("ann\\@LUEBECK.EXAMPLE");

        asking(NameType.ENTERPRISE, name)
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"olav@bergen.example", "olav@BERGEN.EXAMPLE", "nobody@bergen.example", "x@y@bergen.example"})
    @Tag("K-143")
    void aClientOfAPeersDomainIsReferredThere(String name) {
        realm.withDomain("bergen.example", "BERGEN.EXAMPLE");

        KrbError error = asking(NameType.ENTERPRISE, name)
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_WRONG_REALM, Reason.CLIENT_REFERRED);

        assertThat(error.clientRealm()).contains(bergen.name);
        assertThat(error.clientName())
                .as("what was asked, so that nothing is learnt")
                .contains(PrincipalName.of(name));
        assertThat(error.data()).isEmpty();
    }

    /** RFC 6113 §5.4.4: there the client may believe it. */
    @Test
    @Tag("K-143")
    void aReferralInsideFastNamesThePeerInside() {
        realm.withDomain("bergen.example", "BERGEN.EXAMPLE");
        Asking.Got desk = Asking.as(realm, "admin").provingWith("admin").got();
        AskingFast asking = AskingFast.as(realm, "ann", Armor.of(realm, desk));
        asking.client = Optional.of(new PrincipalName(NameType.ENTERPRISE, List.of("olav@bergen.example")));
        asking.with(KdcOption.CANONICALIZE);

        KrbError inside = asking.refusedInside(WireCode.KDC_ERR_WRONG_REALM).inner();

        assertThat(inside.clientRealm()).contains(bergen.name);
    }

    /** RFC 6806 §7: the client sends the same name to the realm that the error names. */
    @Test
    @Tag("K-143")
    void thePeerKnowsTheClientByTheSameName() {
        realm.policy(bergen, policy -> Policies.domains(policy, "bergen.example"));
        bergen.withDomain("bergen.example", "BERGEN.EXAMPLE");
        Asking first = asking(NameType.ENTERPRISE, "olav@bergen.example").with(KdcOption.CANONICALIZE);
        RealmName next = first.refused(WireCode.KDC_ERR_WRONG_REALM, Reason.CLIENT_REFERRED)
                .clientRealm()
                .orElseThrow();

        Asking second = Asking.as(bergen, "olav");
        second.realm = next;
        second.client = first.client;
        second.with(KdcOption.CANONICALIZE).provingWith(bergen.key("olav", TestRealm.ALL.get(0)), NOON);
        Asking.Got got = Asking.opened(second.raw(), etype -> bergen.key("olav", etype), KeyUsage.AS_REP);

        assertThat(new Principal(got.reply().clientName(), got.reply().clientRealm()))
                .isEqualTo(Principal.parse("olav@BERGEN.EXAMPLE"));
    }

    @Test
    @Tag("K-143")
    void whoIsHereIsReferredNowhere() {
        realm.withDomain("bergen.example", "BERGEN.EXAMPLE").withAlias("guest\\@bergen.example", "ann");

        Asking.Got got =
                gotAs("ann", asking(NameType.ENTERPRISE, "guest@bergen.example").with(KdcOption.CANONICALIZE));

        assertThat(got.reply().clientRealm()).isEqualTo(realm.name);
    }

    @Test
    @Tag("K-143")
    void nobodyIsReferredToARealmThatIsNotTrusted() {
        realm.withDomain("oslo.example", "OSLO.EXAMPLE").withDomain("bergen.example", "BERGEN.EXAMPLE");
        asking(NameType.ENTERPRISE, "ann@oslo.example")
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);

        realm.suspend(bergen);

        asking(NameType.ENTERPRISE, "olav@bergen.example")
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
    }

    /** Where users are hidden, the salt of one who is called by an enterprise name must not tell the difference. */
    @ParameterizedTest
    @ValueSource(strings = {"ann", "nobody"})
    @Tag("K-041")
    void aHiddenUserIsHiddenUnderAnEnterpriseNameToo(String user) throws Exception {
        realm.withDomain("luebeck.example", "LUEBECK.EXAMPLE").hidingUnknownUsers();

        KrbError hints = asking(NameType.ENTERPRISE, user + "@luebeck.example")
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);

        assertThat(salts(hints)).containsOnly(Optional.of("LUEBECK.EXAMPLE" + user));
    }

    private static List<Optional<String>> salts(KrbError hints) throws Exception {
        byte[] info = KerberosCodec.decodeMethodData(hints.data().orElseThrow().toByteArray()).stream()
                .filter(hint -> hint.type() == PaType.ETYPE_INFO2)
                .findFirst()
                .orElseThrow()
                .value()
                .toByteArray();
        return KerberosCodec.decodeEtypeInfo2(info).stream()
                .map(EtypeInfo2Entry::salt)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"käthe", "\u4f0a\u85e4", "a\uD83D\uDE00b", "K\u00e4the", "Ka\u0308the"})
    @Tag("K-042")
    void aNameOutsideAsciiIsItsOctets(String name) throws Exception {
        realm.withUser(name);
        KrbError hints = asking(NameType.PRINCIPAL, name).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(salts(hints)).containsOnly(Optional.of("LUEBECK.EXAMPLE" + name));

        Asking.Got got = asking(NameType.PRINCIPAL, name).provingWith(name).got();

        assertThat(got.reply().clientName().components()).containsExactly(name);
        assertThat(got.openedBy(realm, "krbtgt/LUEBECK.EXAMPLE").clientName().components())
                .containsExactly(name);
    }

    /** Two texts that look alike are two names: composed and decomposed, upper and lower case. */
    @Test
    @Tag("K-042")
    void namesThatLookAlikeAreDifferentNames() {
        realm.withUser("k\u00e4the");

        asking(NameType.PRINCIPAL, "ka\u0308the").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        asking(NameType.PRINCIPAL, "K\u00c4THE").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        asking(NameType.PRINCIPAL, "Ann").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"luebeck.example", "Luebeck.Example", "LUEBECK.EXAMPLe", "LUEBECK", "WELLKNOWN:ANONYMOUS"})
    @Tag("K-043")
    @Tag("K-137")
    void aRealmIsItsExactName(String other) {
        Asking as = Asking.as(realm, "ann");
        as.realm = RealmName.of(other);
        as.refused(WireCode.KDC_ERR_WRONG_REALM, Reason.WRONG_REALM);
        AskingTgs tgs = askingTgs(PrincipalName.of("HTTP", "www.luebeck.example"));
        tgs.realm = RealmName.of(other);
        tgs.refused(WireCode.KDC_ERR_WRONG_REALM, Reason.WRONG_REALM);
        askingTgs(PrincipalName.of("krbtgt", "luebeck.example"))
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.NO_PATH_TO_REALM);
    }

    @Test
    @Tag("K-045")
    void aTgtIsItsHoldersAndNotTheNames() {
        Asking.Got tgt = Asking.as(realm, "ann").provingWith("ann").got();
        UnaryOperator<TestRealm> asked = kdc -> {
            AskingTgs.by(kdc, tgt).forService(WEB).refused(WireCode.KDC_ERR_TGT_REVOKED, Reason.TGT_CLIENT_GONE);
            return kdc;
        };

        asked.apply(realm.delete("ann"));
        asked.apply(realm.withUser("bea").withAlias("ann", "bea"));
        realm.withAlias("ann", "ann");
        asked.apply(realm.withUser("ann").change("ann", entry -> TestRealm.createdAt(entry, NOON.plusSeconds(1))));
    }

    @Test
    @Tag("K-061")
    void nobodyIsAnonymous() {
        realm.withUser("WELLKNOWN/ANONYMOUS");

        asking(NameType.WELLKNOWN, "WELLKNOWN", "ANONYMOUS")
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
        asking(NameType.PRINCIPAL, "WELLKNOWN", "ANONYMOUS")
                .with(KdcOption.REQUEST_ANONYMOUS)
                .refused(WireCode.KDC_ERR_BADOPTION, Reason.ANONYMITY_NOT_SERVED);
        Asking.as(realm, "ann")
                .with(KdcOption.REQUEST_ANONYMOUS)
                .provingWith("ann")
                .refused(WireCode.KDC_ERR_BADOPTION);
    }

    /** RFC 8062 §3: not even where a database that was taken over from elsewhere has them. */
    @Test
    @Tag("K-061")
    void aReservedNameIsNoOrdinaryPrincipals() {
        realm.withUser("WELLKNOWN/FEDERATED")
                .flag("WELLKNOWN/FEDERATED", PrincipalFlag.ALLOW_SVR, true)
                .withAlias("fred", "WELLKNOWN/FEDERATED");
        PrincipalName reserved = PrincipalName.of("WELLKNOWN", "FEDERATED");

        asking(NameType.WELLKNOWN, "WELLKNOWN", "FEDERATED")
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        asking(NameType.PRINCIPAL, "fred")
                .with(KdcOption.CANONICALIZE)
                .refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, Reason.CLIENT_NOT_FOUND);
        askingTgs(reserved).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
        asking(reserved).refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.SERVICE_NOT_FOUND);
    }

    /** RFC 6806 §6: whichever alias is asked for, the key is the same, and the ticket names the alias. */
    @Test
    void aServicesAliasIsServedUnderTheNameThatWasAsked() {
        realm.withAlias("HTTP/intra.luebeck.example", WEB);
        PrincipalName alias = PrincipalName.of("HTTP", "intra.luebeck.example");

        for (Asking.Got got :
                List.of(gotAs("ann", asking(alias)), askingTgs(alias).got())) {
            assertThat(got.ticket().service()).isEqualTo(alias);
            assertThat(got.part().service()).isEqualTo(alias);
            assertThat(got.openedBy(realm.key(WEB, got.ticket().sealed().etype()))
                            .clientName())
                    .isEqualTo(PrincipalName.of("ann"));
        }
    }

    /** The salt is the account's own, whatever it was called by. */
    @Test
    @Tag("K-041")
    void anAliasHasTheAccountsSalt() {
        realm.withAlias("anna", "ann");
        ProtocolKey key = TestRealm.passwordKey(
                TestRealm.ALL.get(0), "ann", StringToKey.defaultSalt(Principal.parse("ann@LUEBECK.EXAMPLE")));

        Asking asking =
                asking(NameType.PRINCIPAL, "anna").with(KdcOption.CANONICALIZE).provingWith(key, NOON);

        assertThat(Asking.opened(asking.raw(), etype -> key, KeyUsage.AS_REP)
                        .reply()
                        .clientName())
                .isEqualTo(PrincipalName.of("ann"));
    }
}
