package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code hideUnknownUsers}: who proves nothing learns nothing about users. Names that are compared are of one length. */
class HiddenUsersTest {

    private final TestRealm realm = realm(true);

    /** One of each kind: in order, switched off, expired, with an expired password, with keys of one old enctype only. */
    private static TestRealm realm(boolean hiding) {
        TestRealm realm = TestRealm.named("LUEBECK.EXAMPLE");
        for (String user : List.of("ann", "off", "exp", "pwd", "oldkeys")) {
            realm.withUser(user);
        }
        realm.flag("off", PrincipalFlag.ALLOW_TIX, false)
                .change("exp", entry -> TestRealm.expiring(entry, NOON.minusSeconds(1)))
                .change("pwd", entry -> TestRealm.passwordExpiring(entry, NOON.minusSeconds(1)))
                .change(
                        "oldkeys",
                        entry -> TestRealm.withKeys(
                                entry,
                                entry.keys().stream()
                                        .filter(key -> key.etype().equals(EncType.AES128_CTS_HMAC_SHA1_96))
                                        .toList()));
        return hiding ? realm.hidingUnknownUsers() : realm;
    }

    /** All that a stranger can see of an answer, less the name that he said himself, the id, and what is sealed. */
    private record Seen(
            int code, String text, List<Integer> padata, List<EncType> etypes, List<String> salts, int length) {
        static Seen of(String user, KrbError error, int length) throws DecodeFault {
            List<Integer> types = new ArrayList<>();
            List<EncType> etypes = new ArrayList<>();
            List<String> salts = new ArrayList<>();
            for (PaData one :
                    KerberosCodec.decodeMethodData(error.data().orElseThrow().toByteArray())) {
                types.add(one.type());
                if (one.type() == PaType.ETYPE_INFO2) {
                    for (EtypeInfo2Entry entry :
                            KerberosCodec.decodeEtypeInfo2(one.value().toByteArray())) {
                        etypes.add(entry.etype());
                        salts.add(entry.salt().orElse("none").replace(user, "NAME"));
                    }
                }
            }
            String text = error.text().orElseThrow().replaceAll("id=.*", "id=");
            return new Seen(error.code(), text, types, etypes, salts, length);
        }
    }

    private Seen seen(Asking asking, String user, WireCode code) throws DecodeFault {
        byte[] answer = asking.raw();
        KrbError error = Asking.error(answer);
        assertThat(WireCode.of(error.code())).as(user).contains(code);
        assertThat(error.clientName()).contains(realm.principal(user).name());
        return Seen.of(user, error, answer.length);
    }

    @Test
    @Tag("K-072")
    void aFirstRequestTellsNothing() throws DecodeFault {
        List<Seen> all = new ArrayList<>();
        for (String user : List.of("ann", "off", "exp", "pwd", "zed", "eve")) {
            all.add(seen(Asking.as(realm, user), user, WireCode.KDC_ERR_PREAUTH_REQUIRED));
        }
        assertThat(all).containsOnly(all.get(0));
    }

    @Test
    @Tag("K-072")
    void aWrongProofTellsNothing() throws DecodeFault {
        List<Seen> all = new ArrayList<>();
        for (String user : List.of("ann", "off", "exp", "pwd", "zed", "eve")) {
            all.add(seen(Asking.as(realm, user).provingWith("guess"), user, WireCode.KDC_ERR_PREAUTH_FAILED));
        }
        assertThat(all).containsOnly(all.get(0));
    }

    /** What is wrong with a service is told to who has proved itself; else users could be asked for as services. */
    @Test
    @Tag("K-072")
    void nobodyLearnsOfAUserByAskingForItAsAService() throws DecodeFault {
        realm.withService("web");
        List<Seen> all = new ArrayList<>();
        for (String service : List.of("ann", "off", "exp", "pwd", "zed", "web")) {
            all.add(seen(Asking.as(realm, "eve").forService(service), "eve", WireCode.KDC_ERR_PREAUTH_REQUIRED));
        }
        assertThat(all).containsOnly(all.get(0));
        Asking.as(realm, "ann").provingWith("ann").forService("exp").refused(WireCode.KDC_ERR_SERVICE_EXP);
        Asking.as(realm, "ann").provingWith("ann").forService("zed").refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);
        Asking.as(realm, "ann").provingWith("ann").forService("pwd").refused(WireCode.KDC_ERR_MUST_USE_USER2USER);
    }

    /** Nor by showing a ticket to it that the stranger made himself, for renewal say. */
    @Test
    @Tag("K-072")
    void aMadeUpTicketTellsNothing() {
        realm.withService("web");
        EncTicketPart part = Asking.as(realm, "ann").provingWith("ann").got().openedBy(realm, "krbtgt/LUEBECK.EXAMPLE");
        ProtocolKey made = ProtocolKey.random(EncType.AES256_CTS_HMAC_SHA1_96, TestRealm.RANDOM);
        for (long kvno : new long[] {-1, 1, 2}) {
            for (String service : List.of("ann", "off", "exp", "zed", "web")) {
                AskingTgs.byForged(realm, realm.name, realm.principal(service).name(), part, made, kvno)
                        .forService(service)
                        .with(KdcOption.RENEW)
                        .refused(WireCode.KRB_AP_ERR_NOT_US);
            }
        }
    }

    /** A user without a key that the request lists, and one that does not exist: the same hints. */
    @Test
    @Tag("K-072")
    void missingKeysTellNothing() throws DecodeFault {
        EncType modern = EncType.AES256_CTS_HMAC_SHA384_192;
        Seen old = seen(Asking.as(realm, "oldkeys").etypes(modern), "oldkeys", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Seen unknown = seen(Asking.as(realm, "nokeyss").etypes(modern), "nokeyss", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(old).isEqualTo(unknown);
        Asking.as(realm, "oldkeys").etypes(modern).provingWith("oldkeys").refused(WireCode.KDC_ERR_PREAUTH_FAILED);
    }

    /** Keys in a keytab come from no password and have no salt: hints without one would say that there is such a name. */
    @Test
    @Tag("K-072")
    void randomKeysTellNothing() throws DecodeFault {
        realm.withService("bot");
        Seen random = seen(Asking.as(realm, "bot"), "bot", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Seen unknown = seen(Asking.as(realm, "zed"), "zed", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(random).isEqualTo(unknown);

        EncType etype = TestRealm.ALL.get(0);
        byte[] answer = Asking.as(realm, "bot")
                .provingWith(realm.key("bot", etype), NOON)
                .raw();
        assertThat(Asking.opened(answer, used -> realm.key("bot", used), KeyUsage.AS_REP)
                        .part()
                        .key())
                .isNotNull();
    }

    /** Where nothing is asked of somebody, his ticket or his state would say that he exists: so something is. */
    @Test
    @Tag("K-072")
    void whoNeedNotProveAnythingMustHere() throws DecodeFault {
        realm.flag("ann", PrincipalFlag.REQUIRES_PREAUTH, false).flag("off", PrincipalFlag.REQUIRES_PREAUTH, false);

        Seen free = seen(Asking.as(realm, "ann"), "ann", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Seen off = seen(Asking.as(realm, "off"), "off", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Seen unknown = seen(Asking.as(realm, "zed"), "zed", WireCode.KDC_ERR_PREAUTH_REQUIRED);

        assertThat(free).isEqualTo(unknown);
        assertThat(off).isEqualTo(unknown);
        Asking.as(realm, "ann").provingWith("ann").got();
    }

    @Test
    @Tag("K-072")
    void theRightPasswordTellsTheState() {
        Asking.as(realm, "off").provingWith("off").refused(WireCode.KDC_ERR_CLIENT_REVOKED);
        Asking.as(realm, "exp").provingWith("exp").refused(WireCode.KDC_ERR_NAME_EXP);
        Asking.as(realm, "pwd").provingWith("pwd").refused(WireCode.KDC_ERR_KEY_EXPIRED);
        Asking.as(realm, "ann").provingWith("ann").got();
    }

    @Test
    @Tag("K-073")
    void aDecoysHintsAreTheSameAtEveryTimeAndOnEveryServer() throws DecodeFault {
        Seen here = seen(Asking.as(realm, "zed"), "zed", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Seen later =
                seen(Asking.as(realm.at(NOON.plusSeconds(86_400)), "zed"), "zed", WireCode.KDC_ERR_PREAUTH_REQUIRED);
        TestRealm replica = realm(true);
        KrbError elsewhere = Asking.error(Asking.as(replica, "zed").raw());

        assertThat(later).isEqualTo(here);
        assertThat(Seen.of("zed", elsewhere, here.length())).isEqualTo(here);
        assertThat(here.salts()).containsOnly("LUEBECK.EXAMPLENAME");
        assertThat(here.etypes()).isEqualTo(TestRealm.ALL);
    }

    @Test
    void nobodyProvesADecoyAndTheLogTellsTheTruth() {
        for (String guess : List.of("", "zed", "secret")) {
            Asking.as(realm, "zed").provingWith(guess).refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        }
        assertThat(realm.lastRecord().refused()).contains(Reason.TIMESTAMP_WRONG_KEY);
        assertThat(realm.lastRecord().detail()).contains("there is no such client");
        Asking.as(realm, "ann").provingWith("guess").refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().detail()).isEqualTo(Optional.empty());
    }

    @Test
    @Tag("K-072")
    void insideFastTheyAreHiddenTheSameWay() {
        realm.withUser("desk"); // any host
        Armor armor =
                Armor.of(realm, Asking.as(realm, "desk").provingWith("desk").got());
        AskingFast.Refused unknown =
                AskingFast.as(realm, "zed", armor).challengedBy("zed").refusedInside(WireCode.KDC_ERR_PREAUTH_FAILED);
        AskingFast.Refused known =
                AskingFast.as(realm, "ann", armor).challengedBy("zed").refusedInside(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(unknown.response().padata())
                .extracting(PaData::type)
                .isEqualTo(known.response().padata().stream().map(PaData::type).toList());
    }

    /** Off by default, as MIT: who mistypes a name learns it. */
    @Test
    @Tag("K-046")
    void byDefaultAnUnknownNameIsTold() {
        Asking.as(realm(false), "zed").refused(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);
        Asking.as(realm(false), "off").refused(WireCode.KDC_ERR_CLIENT_REVOKED);
    }
}
