package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kerby.asn1.type.Asn1Type;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.type.ap.ApReq;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.MethodData;
import org.apache.kerby.kerberos.kerb.type.kdc.AsRep;
import org.apache.kerby.kerberos.kerb.type.kdc.AsReq;
import org.apache.kerby.kerberos.kerb.type.kdc.EncAsRepPart;
import org.apache.kerby.kerberos.kerb.type.kdc.TgsReq;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;

/** Kerby's own message classes, as a second opinion on our table of fields, for the numbers that they know. */
class KerbyReadsOursTest {
    private static final RealmName REALM = RealmName.of("LUEBECK.EXAMPLE");
    private static final PrincipalName ALICE = PrincipalName.of("alice");
    private static final Instant TILL = Instant.parse("2026-11-24T08:00:00Z");
    private static final EncryptedData SEALED = new EncryptedData(
            EncType.AES256_CTS_HMAC_SHA1_96, Optional.of(Kvno.of(3)), Samples.octets("sealed under a key"));
    private static final Ticket TICKET = KerberosCodec.newTicket(REALM, PrincipalName.krbtgt(REALM), SEALED);
    private static final KdcRequestBody BODY = new KdcRequestBody(
            KdcOptions.of(KdcOptions.KdcOption.FORWARDABLE, KdcOptions.KdcOption.RENEWABLE_OK),
            Optional.of(ALICE),
            REALM,
            Optional.of(PrincipalName.krbtgt(REALM)),
            Optional.empty(),
            TILL,
            Optional.of(TILL),
            new Nonce(0x7FFF_FFFF),
            List.of(EncType.AES256_CTS_HMAC_SHA1_96, EncType.AES128_CTS_HMAC_SHA1_96),
            List.of(new HostAddress(2, Octets.wrap(new byte[] {127, 0, 0, 1}))),
            Optional.empty(),
            List.of(TICKET));

    private static <T extends Asn1Type> T kerby(T target, byte[] der) throws Exception {
        target.decode(der);
        return target;
    }

    @Test
    void requests() throws Exception {
        List<PaData> padata = List.of(new PaData(PaType.ENC_TIMESTAMP, Samples.octets("sealed timestamp")));
        AsReq as = kerby(new AsReq(), KerberosCodec.encode(Samples.request(MessageType.AS_REQ, padata, BODY)));
        assertThat(as.getReqBody().getCname().getNameStrings()).containsExactly("alice");
        assertThat(as.getReqBody().getRealm()).isEqualTo("LUEBECK.EXAMPLE");
        assertThat(as.getReqBody().getSname().getNameStrings()).containsExactly("krbtgt", "LUEBECK.EXAMPLE");
        assertThat(as.getReqBody().getTill().getTime()).isEqualTo(TILL.toEpochMilli());
        assertThat(as.getReqBody().getRtime().getTime()).isEqualTo(TILL.toEpochMilli());
        assertThat(as.getReqBody().getFrom()).isNull();
        assertThat(as.getReqBody().getNonce()).isEqualTo(0x7FFF_FFFF);
        assertThat(as.getReqBody().getKdcOptions().getFlags())
                .isEqualTo(BODY.options().bits());
        assertThat(as.getReqBody().getEtypes())
                .containsExactly(EncryptionType.AES256_CTS_HMAC_SHA1_96, EncryptionType.AES128_CTS_HMAC_SHA1_96);
        assertThat(as.getReqBody().getAdditionalTickets().getElements()).hasSize(1);
        assertThat(as.getPaData().getElements().get(0).getPaDataType()).isEqualTo(PaDataType.ENC_TIMESTAMP);
        assertThat(as.getReqBody().encode())
                .isEqualTo(KerberosCodec.encodeBody(BODY).toByteArray());
        kerby(new TgsReq(), KerberosCodec.encode(Samples.request(MessageType.TGS_REQ, padata, BODY)));
    }

    @Test
    void replies() throws Exception {
        KdcReply reply = new KdcReply(MessageType.AS_REP, List.of(), REALM, ALICE, TICKET, SEALED);
        AsRep read = kerby(new AsRep(), KerberosCodec.encode(reply));
        assertThat(read.getCname().getNameStrings()).containsExactly("alice");
        assertThat(read.getTicket().getEncryptedEncPart().getKvno()).isEqualTo(3);
        assertThat(read.getTicket().encode()).isEqualTo(TICKET.encoded().toByteArray());
        assertThat(read.getEncryptedEncPart().getCipher())
                .isEqualTo(SEALED.cipher().toByteArray());

        EncAsRepPart part =
                kerby(new EncAsRepPart(), KerberosCodec.encode(MessageType.AS_REP, Samples.fullReplyPart()));
        assertThat(part.getNonce()).isEqualTo(42);
        assertThat(part.getFlags().getFlags()).isEqualTo(Samples.FLAGS);
        assertThat(part.getEndTime().getTime()).isEqualTo(Samples.TIME.toEpochMilli());
    }

    @Test
    void ticketsAndApMessages() throws Exception {
        var ticket = kerby(
                new org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart(),
                KerberosCodec.encode(Samples.fullTicketPart()));
        assertThat(ticket.getCrealm()).isEqualTo("ATHENA.MIT.EDU");
        assertThat(ticket.getTransited().getContents())
                .isEqualTo(Samples.TRANSITED.contents().toByteArray());
        assertThat(ticket.getAuthorizationData().getElements()).hasSize(2);

        ApReq request = kerby(new ApReq(), KerberosCodec.encode(new ApRequest(ApOptions.NONE, TICKET, SEALED)));
        assertThat(request.getTicket().getSname().getNameStrings()).containsExactly("krbtgt", "LUEBECK.EXAMPLE");

        var authenticator = kerby(
                new org.apache.kerby.kerberos.kerb.type.ap.Authenticator(),
                KerberosCodec.encode(Samples.fullAuthenticator()));
        assertThat(authenticator.getCusec()).isEqualTo(123456);
        assertThat(authenticator.getSeqNumber()).isEqualTo(17);
    }

    @Test
    void errorsWithMethodData() throws Exception {
        byte[] methodData = KerberosCodec.encodeMethodData(
                List.of(new PaData(PaType.ENC_TIMESTAMP, Octets.EMPTY), new PaData(PaType.ETYPE_INFO2, Octets.EMPTY)));
        KrbError error = new KrbError(
                Optional.empty(),
                Samples.TIME_USEC,
                25,
                Optional.of(REALM),
                Optional.of(ALICE),
                REALM,
                PrincipalName.krbtgt(REALM),
                Optional.empty(),
                Optional.of(Octets.wrap(methodData)));
        var read = kerby(new org.apache.kerby.kerberos.kerb.type.base.KrbError(), KerberosCodec.encode(error));
        assertThat(read.getErrorCode()).isEqualTo(KrbErrorCode.KDC_ERR_PREAUTH_REQUIRED);
        assertThat(read.getSusec()).isEqualTo(123456);
        assertThat(kerby(new MethodData(), read.getEdata()).getElements()).hasSize(2);
    }
}
