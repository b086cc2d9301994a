package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Service for user (MS-SFU) is not served: no ticket in another's name comes out, however it is asked for. */
class ServiceForUserTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final String DB = "db/www.luebeck.example";

    private final TestRealm realm = TestRealm.named("LUEBECK.EXAMPLE")
            .withUser("ann")
            .withService(WEB)
            .withService(DB)
            .flag(WEB, PrincipalFlag.OK_TO_AUTH_AS_DELEGATE, true);

    private Asking.Got web;

    @BeforeEach
    void webLogsIn() {
        Asking login = Asking.as(realm, WEB)
                .with(KdcOption.FORWARDABLE)
                .provingWith(realm.key(WEB, TestRealm.ALL.get(0)), NOON);
        web = Asking.opened(login.raw(), etype -> realm.key(WEB, etype), KeyUsage.AS_REP);
    }

    /** SEQUENCE of the user's name, realm, a checksum and the word Kerberos, as MS-SFU 2.2.1 lays it out; the checksum is void. */
    private static byte[] forUser(String name) {
        byte[] user = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] principal = sequence(tagged(0, new byte[] {2, 1, 1}), tagged(1, sequence(string(user))));
        byte[] checksum =
                sequence(tagged(0, new byte[] {2, 2, (byte) 0xFF, 0x76}), tagged(1, primitive(4, new byte[16])));
        return sequence(
                tagged(0, principal),
                tagged(1, string("LUEBECK.EXAMPLE".getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
                tagged(2, checksum),
                tagged(3, string("Kerberos".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
    }

    private static byte[] sequence(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return primitive(0x30, all.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        return primitive(0xA0 + tag, content);
    }

    private static byte[] string(byte[] octets) {
        return primitive(0x1B, octets);
    }

    private static byte[] primitive(int tag, byte[] content) {
        byte[] der = new byte[content.length + 2];
        der[0] = (byte) tag;
        der[1] = (byte) content.length;
        System.arraycopy(content, 0, der, 2, content.length);
        return der;
    }

    @ParameterizedTest
    @ValueSource(ints = {PaType.FOR_USER, PaType.S4U_X509_USER})
    void whoAsksForAUserGetsATicketInItsOwnName(int type) {
        for (byte[] value : List.of(forUser("ann"), new byte[0], new byte[] {0x30, 0}, new byte[4096])) {
            AskingTgs asking = AskingTgs.by(realm, web).forService(WEB);
            asking.add(new PaData(type, Octets.wrap(value)));

            Asking.Got got = asking.got();

            assertThat(got.reply().clientName()).isEqualTo(PrincipalName.of("HTTP", "www.luebeck.example"));
            EncTicketPart ticket = got.openedBy(realm, WEB);
            assertThat(ticket.clientName()).isEqualTo(PrincipalName.of("HTTP", "www.luebeck.example"));
            assertThat(ticket.clientRealm()).isEqualTo(realm.name);
        }
    }

    @Test
    void aTicketOfAUserIsNoEvidenceForAnother() {
        Asking.Got annsToWeb = TicketContent.of(realm, "ann")
                .with(TicketFlag.FORWARDABLE)
                .asTgt()
                .forService(WEB)
                .with(KdcOption.FORWARDABLE)
                .got();
        for (boolean withUserToUser : new boolean[] {false, true}) {
            AskingTgs asking = AskingTgs.by(realm, web).forService(DB);
            asking.additionalTickets = List.of(annsToWeb.ticket());
            asking.with(KdcOption.CNAME_IN_ADDL_TKT);
            if (withUserToUser) {
                asking.with(KdcOption.ENC_TKT_IN_SKEY);
            }
            asking.refused(WireCode.KDC_ERR_BADOPTION);
            assertThat(realm.lastRecord().refused()).contains(Reason.OPTION_NOT_SERVED);
        }
        AskingTgs none = AskingTgs.by(realm, web).forService(DB);
        none.with(KdcOption.CNAME_IN_ADDL_TKT).refused(WireCode.KDC_ERR_BADOPTION);
        assertThat(realm.lastRecord().refused()).contains(Reason.OPTION_NOT_SERVED);
    }

    /** Without the option an additional ticket says nothing. */
    @Test
    void anAdditionalTicketThatNoOptionAsksForIsNotLookedAt() {
        Asking.Got annsToWeb =
                TicketContent.of(realm, "ann").asTgt().forService(WEB).got();
        AskingTgs asking = AskingTgs.by(realm, web).forService(DB);
        asking.additionalTickets = List.of(annsToWeb.ticket());
        asking.client = Optional.of(PrincipalName.of("ann"));

        assertThat(asking.got().openedBy(realm, DB).clientName())
                .isEqualTo(PrincipalName.of("HTTP", "www.luebeck.example"));
    }
}
