package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ticket that the KDC has opened before, and so remembers, is worth as much as one that it sees for the first time, and no more. */
class RememberedTicketTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String TGS = "krbtgt/LUEBECK.EXAMPLE";
    private static final String BERGENS_WEB = "HTTP/www.bergen.example";

    private final TestRealm luebeck =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);
    private final TestRealm bergen =
            TestRealm.named("BERGEN.EXAMPLE").withUser("erik").withService(BERGENS_WEB);

    @BeforeEach
    void trust() {
        TestRealm.trustEachOther(luebeck, bergen);
    }

    private Asking.Got usedTgt() {
        Asking.Got tgt = Asking.as(luebeck, "ann").provingWith("ann").got();
        AskingTgs.by(luebeck, tgt).forService(WEB).got();
        return tgt;
    }

    private Asking.Got usedTicketForBergen() {
        Asking.Got cross = AskingTgs.ticketForPeer(luebeck, "ann", bergen);
        AskingTgs.by(bergen, cross).forService(BERGENS_WEB).got();
        return cross;
    }

    /** As {@code hanse rekey --revoke-old} leaves it. */
    private static PrincipalEntry newestOnly(PrincipalEntry entry) {
        List<PrincipalKey> newest = entry.keys().stream()
                .filter(key -> key.kvno().equals(entry.keys().get(0).kvno()))
                .toList();
        return TestRealm.withKeys(entry, newest);
    }

    @Test
    void itGetsTheSameAgain() {
        Asking.Got tgt = usedTgt();
        EncTicketPart first = AskingTgs.by(luebeck, tgt).forService(WEB).got().openedBy(luebeck, WEB);
        EncTicketPart second = AskingTgs.by(luebeck, tgt)
                .forService(WEB)
                .withSubkey(ProtocolKey.random(tgt.sessionKey().etype(), TestRealm.RANDOM))
                .inFast()
                .armored()
                .got()
                .openedBy(luebeck, WEB);

        assertThat(second.clientName()).isEqualTo(first.clientName());
        assertThat(second.flags()).isEqualTo(first.flags());
        assertThat(second.authTime()).isEqualTo(first.authTime());
        assertThat(second.endTime()).isEqualTo(first.endTime());
        assertThat(second.key()).as("a key of its own").isNotEqualTo(first.key());
    }

    @Test
    void itsKeyMayBecomeOldButNotRevoked() {
        Asking.Got tgt = usedTgt();
        luebeck.rekey(TGS);
        AskingTgs.by(luebeck, tgt).forService(WEB).got();
        luebeck.change(TGS, RememberedTicketTest::newestOnly);
        AskingTgs.by(luebeck, tgt)
                .forService(WEB)
                .refused(WireCode.KRB_AP_ERR_BADKEYVER, Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    @Test
    void anotherKeyUnderTheSameVersionDoesNotOpenIt() {
        Asking.Got tgt = usedTgt();
        luebeck.change(TGS, entry -> TestRealm.withKeys(entry, TestRealm.randomKeys(1, TestRealm.ALL)));
        AskingTgs.by(luebeck, tgt).forService(WEB).refused(WireCode.KRB_AP_ERR_BAD_INTEGRITY, Reason.TGT_NOT_OPENED);
    }

    @Test
    void itArmorsNothingOnceItsKeyIsRevoked() {
        Armor armor = Armor.of(luebeck, usedTgt());
        AskingFast.as(luebeck, "ann", armor).challengedBy("ann").armored("ann");
        luebeck.rekey(TGS).change(TGS, RememberedTicketTest::newestOnly);
        AskingFast.as(luebeck, "ann", armor)
                .challengedBy("ann")
                .refused(WireCode.KRB_AP_ERR_BADKEYVER, Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    @Test
    void aTrustThatIsSuspendedOrEndedShutsItOut() {
        Asking.Got cross = usedTicketForBergen();
        bergen.suspend(luebeck);
        AskingTgs.by(bergen, cross).forService(BERGENS_WEB).refused(WireCode.KDC_ERR_POLICY, Reason.TRUST_NOT_INBOUND);
        bergen.endTrust(luebeck);
        AskingTgs.by(bergen, cross)
                .forService(BERGENS_WEB)
                .refused(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, Reason.TRUST_UNKNOWN);
    }

    @Test
    void anotherKeyOfTheTrustShutsItOut() {
        Asking.Got cross = usedTicketForBergen();
        bergen.trustKeys(luebeck, TestRealm.trustKeys(2), TestRealm.trustKeys(2));
        AskingTgs.by(bergen, cross)
                .forService(BERGENS_WEB)
                .refused(WireCode.KRB_AP_ERR_BADKEYVER, Reason.TGT_KEY_VERSION_UNKNOWN);
    }

    @Test
    void itEndsWhenItEnds() {
        Asking.Got tgt = usedTgt();
        luebeck.at(tgt.part().endTime().plusSeconds(1));
        AskingTgs.by(luebeck, tgt).forService(WEB).refused(WireCode.KRB_AP_ERR_TKT_EXPIRED, Reason.TGT_EXPIRED);
    }

    @Test
    void itsOwnerMayBeLockedOrGone() {
        Asking.Got tgt = usedTgt();
        luebeck.flag("ann", PrincipalFlag.ALLOW_TIX, false);
        AskingTgs.by(luebeck, tgt).forService(WEB).refused(WireCode.KDC_ERR_CLIENT_REVOKED);
        luebeck.delete("ann");
        AskingTgs.by(luebeck, tgt).forService(WEB).refused(WireCode.KDC_ERR_TGT_REVOKED);
    }
}
