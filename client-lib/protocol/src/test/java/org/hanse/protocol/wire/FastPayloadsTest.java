package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hanse.protocol.wire.Der.ctx;
import static org.hanse.protocol.wire.Der.integer;
import static org.hanse.protocol.wire.Der.octets;
import static org.hanse.protocol.wire.Der.seq;
import static org.hanse.protocol.wire.Der.text;
import static org.hanse.protocol.wire.Der.time;
import static org.hanse.protocol.wire.Der.tlv;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;

/** RFC 6113 §5.4 and its Appendix B, octet by octet. */
class FastPayloadsTest {
    private static final Checksum CHECKSUM = new Checksum(new ChecksumType(16), Samples.octets("sum"));
    private static final EncryptedData SEALED =
            new EncryptedData(EncType.AES256_CTS_HMAC_SHA1_96, Optional.empty(), Samples.octets("sealed"));
    private static final byte[] CHECKSUM_DER = seq(ctx(0, integer(16)), ctx(1, octets("sum")));
    private static final byte[] SEALED_DER = seq(ctx(0, integer(18)), ctx(2, octets("sealed")));

    @Test
    void aRequestWithArmorAndOneWithout() throws DecodeFault {
        FastArmoredRequest withArmor = new FastArmoredRequest(
                Optional.of(new FastArmor(FastArmor.AP_REQUEST, Samples.octets("ap-req"))), CHECKSUM, SEALED);
        byte[] der = ctx(
                0,
                seq(
                        ctx(0, seq(ctx(0, integer(1)), ctx(1, octets("ap-req")))),
                        ctx(1, CHECKSUM_DER),
                        ctx(2, SEALED_DER)));
        assertThat(KerberosCodec.encode(withArmor)).isEqualTo(der);
        assertThat(KerberosCodec.decodeFastArmoredRequest(der)).isEqualTo(withArmor);

        FastArmoredRequest without = new FastArmoredRequest(Optional.empty(), CHECKSUM, SEALED);
        byte[] bare = ctx(0, seq(ctx(1, CHECKSUM_DER), ctx(2, SEALED_DER)));
        assertThat(KerberosCodec.encode(without)).isEqualTo(bare);
        assertThat(KerberosCodec.decodeFastArmoredRequest(bare)).isEqualTo(without);
    }

    @Test
    void anotherAlternativeOrNoneIsRefused() {
        byte[] body = seq(ctx(1, CHECKSUM_DER), ctx(2, SEALED_DER));
        for (byte[] der : List.of(ctx(1, body), body, seq(), new byte[0], ctx(0), ctx(0, body, body))) {
            assertThatThrownBy(() -> KerberosCodec.decodeFastArmoredRequest(der))
                    .isInstanceOf(DecodeFault.class);
        }
    }

    @Test
    void theInnerRequestKeepsItsBodyAsItCame() throws DecodeFault {
        Octets body = KerberosCodec.encodeBody(Samples.fullBody());
        FastRequest request = new FastRequest(FastOptions.HIDE_CLIENT_NAMES, Samples.PADATA, Samples.fullBody(), body);

        byte[] der = KerberosCodec.encode(request);

        assertThat(KerberosCodec.decodeFastRequest(der)).isEqualTo(request);
        assertThat(der).containsSequence(ctx(2, body.toByteArray()));
        assertThat(der).containsSequence(ctx(0, tlv(0x03, new byte[] {0, 0x40, 0, 0, 0})));
    }

    @Test
    void anEmptyListOfPadataIsThere() throws DecodeFault {
        FastResponse error = new FastResponse(List.of(), Optional.empty(), Optional.empty(), new Nonce(7));
        byte[] der = seq(ctx(0, seq()), ctx(3, integer(7)));
        assertThat(KerberosCodec.encode(error)).isEqualTo(der);
        assertThat(KerberosCodec.decodeFastResponse(der)).isEqualTo(error);
    }

    @Test
    void aResponseThatFinishes() throws DecodeFault {
        FastFinished finished = new FastFinished(
                new KerberosTime(Instant.parse("2026-11-25T12:00:00Z"), 5),
                RealmName.of("A.TEST"),
                new PrincipalName(1, List.of("ann")),
                CHECKSUM);
        EncryptionKey key = new EncryptionKey(EncType.AES128_CTS_HMAC_SHA1_96, SecretBytes.copyOf(new byte[] {1, 2}));
        FastResponse response = new FastResponse(
                List.of(new PaData(138, Samples.octets("v"))),
                Optional.of(key),
                Optional.of(finished),
                new Nonce(0xFFFF_FFFFL));
        byte[] der = seq(
                ctx(0, seq(seq(ctx(1, integer(138)), ctx(2, octets("v"))))),
                ctx(1, seq(ctx(0, integer(17)), ctx(1, tlv(0x04, new byte[] {1, 2})))),
                ctx(
                        2,
                        seq(
                                ctx(0, time("20261125120000Z")),
                                ctx(1, integer(5)),
                                ctx(2, text("A.TEST")),
                                ctx(3, seq(ctx(0, integer(1)), ctx(1, seq(text("ann"))))),
                                ctx(4, CHECKSUM_DER))),
                ctx(3, integer(0xFFFF_FFFFL)));
        assertThat(KerberosCodec.encode(response)).isEqualTo(der);
        assertThat(KerberosCodec.decodeFastResponse(der)).isEqualTo(response);
    }

    @Test
    void aReplyIsSealed() throws DecodeFault {
        byte[] der = ctx(0, seq(ctx(0, SEALED_DER)));
        assertThat(KerberosCodec.encodeFastArmoredReply(SEALED)).isEqualTo(der);
        assertThat(KerberosCodec.decodeFastArmoredReply(der)).isEqualTo(SEALED);
    }

    @Test
    void bitsUpTo15AreCritical() {
        assertThat(FastOptions.NONE.hasUnknownCritical()).isFalse();
        assertThat(FastOptions.HIDE_CLIENT_NAMES.hasUnknownCritical()).isFalse();
        for (int bit = 0; bit < 32; bit++) {
            boolean refused = bit < 16 && bit != 1;
            assertThat(new FastOptions(1 << (31 - bit)).hasUnknownCritical())
                    .as("bit %d", bit)
                    .isEqualTo(refused);
        }
    }
}
