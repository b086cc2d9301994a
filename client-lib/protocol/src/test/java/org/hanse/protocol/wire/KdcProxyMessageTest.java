package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hanse.protocol.wire.Der.ctx;
import static org.hanse.protocol.wire.Der.integer;
import static org.hanse.protocol.wire.Der.octets;
import static org.hanse.protocol.wire.Der.seq;
import static org.hanse.protocol.wire.Der.text;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MS-KKDCP 2.2.2, octet by octet. */
class KdcProxyMessageTest {
    private static final KdcProxyMessage ASKED =
            new KdcProxyMessage(Samples.octets("request"), Optional.of("LUEBECK.EXAMPLE"));
    private static final byte[] FRAMED = octets("\0\0\0\7request");

    @Test
    void aRequestNamesTheRealmAndAReplyDoesNot() throws DecodeFault {
        byte[] request = seq(ctx(0, FRAMED), ctx(1, text("LUEBECK.EXAMPLE")));
        assertThat(KerberosCodec.encode(ASKED)).isEqualTo(request);
        assertThat(KerberosCodec.decodeKdcProxyMessage(request)).isEqualTo(ASKED);

        KdcProxyMessage answer = new KdcProxyMessage(Samples.octets("request"), Optional.empty());
        byte[] reply = seq(ctx(0, FRAMED));
        assertThat(KerberosCodec.encode(answer)).isEqualTo(reply);
        assertThat(KerberosCodec.decodeKdcProxyMessage(reply)).isEqualTo(answer);
    }

    @Test
    void theHintForALocatorIsReadOver() throws DecodeFault {
        for (long hint : List.of(0L, 0x4000_0000L, 0x8000_0001L, -1L)) {
            byte[] request = seq(ctx(0, FRAMED), ctx(1, text("LUEBECK.EXAMPLE")), ctx(2, integer(hint)));
            assertThat(KerberosCodec.decodeKdcProxyMessage(request)).isEqualTo(ASKED);
        }
    }

    @Test
    @Tag("K-251")
    void aMessageThatDoesNotBeginWithItsLengthIsRefused() {
        for (String message : List.of(
                "", "\0", "\0\0\0", "request", "\0\0\0\6request", "\0\0\0\10request", "\u007f\177\177\177request")) {
            refused(seq(ctx(0, octets(message))), "kerb-message");
        }
    }

    @Test
    @Tag("K-249")
    void whatIsNotTheMessageInDerIsRefused() {
        refused(new byte[0], "");
        refused(seq(), "kerb-message");
        refused(seq(ctx(1, text("LUEBECK.EXAMPLE"))), "kerb-message");
        refused(seq(ctx(0, text("\0\0\0\7request"))), "kerb-message");
        refused(seq(ctx(0, FRAMED), ctx(1, octets("LUEBECK.EXAMPLE"))), "target-domain");
        refused(seq(ctx(0, FRAMED), ctx(2, integer(1L << 32))), "dclocator-hint");
        refused(seq(ctx(0, FRAMED), ctx(3, integer(1))), "a field it does not have");
        refused(Der.join(seq(ctx(0, FRAMED)), new byte[1]), "behind the end");
        // BER's indefinite length.
        refused(Der.join(new byte[] {0x30, (byte) 0x80}, ctx(0, FRAMED), new byte[2]), "");
    }

    private static void refused(byte[] der, String fault) {
        DecodeFault refusal = catchThrowableOfType(DecodeFault.class, () -> KerberosCodec.decodeKdcProxyMessage(der));
        assertThat(refusal.kind()).isEqualTo(DecodeFault.Kind.MALFORMED);
        assertThat(refusal.getMessage()).contains(fault);
    }
}
