package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.trust.TrustKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys between two realms: of what enctype, and how one set follows the other while both sides stay in service. */
class TrustKeyTest {
    private static final String WEB = "HTTP/www.bergen.example";

    private final TestRealm luebeck = TestRealm.named("LUEBECK.EXAMPLE").withUser("alice");
    private final TestRealm bergen = TestRealm.named("BERGEN.EXAMPLE").withService(WEB);

    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(luebeck, bergen);
    }

    private Asking.Got towardsBergen() {
        Asking.Got tgt = Asking.as(luebeck, "alice").provingWith("alice").got();
        return AskingTgs.by(luebeck, tgt).forService("krbtgt/BERGEN.EXAMPLE").got();
    }

    private AskingTgs atBergen(Asking.Got ticket) {
        return AskingTgs.by(bergen, ticket).forService(WEB);
    }

    private static long kvno(Asking.Got ticket) {
        return ticket.ticket().sealed().kvno().orElseThrow().value();
    }

    /** LUEBECK's operator is an hour later than BERGEN's: the old kvno is what both have in between. */
    @Test
    @Tag("K-156")
    void whereTheAcceptorIsFirstServiceHasNoGap() {
        List<TrustKey> second = TestRealm.trustKeys(2);
        Asking.Got before = towardsBergen();

        bergen.opensAlso(luebeck, second);
        Asking.Got between = towardsBergen();
        assertThat(kvno(between)).isEqualTo(1);
        assertThat(atBergen(before).got()).isNotNull();
        assertThat(atBergen(between).got()).isNotNull();

        luebeck.sealsWith(bergen, second);
        Asking.Got after = towardsBergen();
        assertThat(kvno(after)).isEqualTo(2);
        assertThat(atBergen(after).got()).isNotNull();
        assertThat(atBergen(before).got()).as("as long as it lives").isNotNull();
    }

    @Test
    @Tag("K-156")
    void aKeyThatTheAcceptorDoesNotHaveYetIsNamed() {
        List<TrustKey> second = TestRealm.trustKeys(2);
        luebeck.sealsWith(bergen, second);
        Asking.Got early = towardsBergen();

        atBergen(early).refused(WireCode.KRB_AP_ERR_BADKEYVER, Reason.TGT_KEY_VERSION_UNKNOWN);

        bergen.opensAlso(luebeck, second);
        assertThat(atBergen(early).got()).isNotNull();
    }

    /** Active Directory writes kvno 0 or none into tickets between realms. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    @Tag("K-156")
    void withoutAKvnoTheNewestThreeAreTried(long kvno) {
        for (int i = 2; i <= 4; i++) {
            bergen.opensAlso(luebeck, TestRealm.trustKeys(i));
        }
        for (long good : new long[] {4, 3, 2}) {
            assertThat(sealedUnder(good, kvno).got()).as("kvno %d", good).isNotNull();
        }
        sealedUnder(1, kvno).refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY, Reason.TGT_NOT_OPENED);
        assertThat(sealedUnder(1, 1).got())
                .as("it is still there for who names it")
                .isNotNull();
    }

    private AskingTgs sealedUnder(long key, long named) {
        ProtocolKey sealing = bergen.trust(luebeck).keysIn().stream()
                .filter(one -> one.kvno().value() == key)
                .findFirst()
                .orElseThrow()
                .key();
        AskingTgs asking = AskingTgs.byForged(
                bergen, luebeck.name, PrincipalName.krbtgt(bergen.name), aliceOfLuebeck(), sealing, named);
        return asking.forService(WEB);
    }

    private EncTicketPart aliceOfLuebeck() {
        return new EncTicketPart(
                TicketFlags.NONE,
                ProtocolKey.random(TestRealm.ALL.get(0), TestRealm.RANDOM).toEncryptionKey(),
                luebeck.name,
                PrincipalName.of("alice"),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.of(NOON),
                NOON.plus(Duration.ofHours(1)),
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE);
    }

    /** DES, triple DES, RC4: RFC 6649, RFC 8429. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 23, 24})
    @Tag("K-155")
    void aWeakKeyBetweenRealmsCannotBe(int etype) {
        SecretBytes octets = SecretBytes.takeOver(new byte[16]);

        assertThatThrownBy(
                        () -> new TrustKey(Kvno.FIRST, ProtocolKey.of(new EncryptionKey(new EncType(etype), octets))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 23})
    @Tag("K-155")
    void aTicketUnderAWeakEnctypeOpensNothing(int etype) {
        EncryptedData weak = new EncryptedData(
                new EncType(etype), Optional.of(Kvno.FIRST), Octets.wrap(KerberosCodec.encode(aliceOfLuebeck())));

        AskingTgs.byTicket(
                        bergen,
                        KerberosCodec.newTicket(luebeck.name, PrincipalName.krbtgt(bergen.name), weak),
                        aliceOfLuebeck())
                .forService(WEB)
                .refused(WireCode.KDC_ERR_ETYPE_NOSUPP, Reason.TGT_KEY_ENCTYPE_UNKNOWN);
    }

    /** Where the operator allows fewer enctypes than the keys have, the others are not used either. */
    @Test
    @Tag("K-155")
    void aTrustWithoutAKeyOfAServedEnctypeIssuesNothing() {
        luebeck.withEtypes(EncType.AES256_CTS_HMAC_SHA384_192);
        Asking.Got good = towardsBergen();
        assertThat(good.ticket().sealed().etype()).isEqualTo(EncType.AES256_CTS_HMAC_SHA384_192);
        List<TrustKey> older = TestRealm.trustKeys(2).stream()
                .filter(key -> !key.key().etype().equals(EncType.AES256_CTS_HMAC_SHA384_192))
                .toList();
        luebeck.sealsWith(bergen, older);
        Asking.Got tgt = Asking.as(luebeck, "alice").provingWith("alice").got();

        AskingTgs.by(luebeck, tgt)
                .forService("krbtgt/BERGEN.EXAMPLE")
                .refused(WireCode.KDC_ERR_ETYPE_NOSUPP, Reason.SERVICE_HAS_NO_KEY);
    }
}
