package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerBufferTest {
    /** Around every length at which one of the headers around it, or its own, grows. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 120, 250, 1000, 16_000, 65_520, 70_000})
    void everyLengthIsWrittenInItsShortestForm(int around) {
        for (int length = Math.max(0, around - 12); length < around + 20; length++) {
            Octets octets = Octets.wrap(new byte[length]);
            byte[] written = DerBuffer.encode(
                    octets,
                    (out, value) -> out.putInt(0, 5)
                            .put(
                                    1,
                                    value,
                                    (inner, last) -> inner.putOctets(0, last).putInt(1, -1)));
            byte[] inner = Der.seq(Der.ctx(0, Der.tlv(0x04, new byte[length])), Der.ctx(1, Der.integer(-1)));
            assertThat(written).isEqualTo(Der.seq(Der.ctx(0, Der.integer(5)), Der.ctx(1, inner)));
        }
    }

    @Test
    void integersHaveNoOctetTooMany() {
        for (int bits = 0; bits < 63; bits++) {
            for (long value : new long[] {1L << bits, (1L << bits) - 1, -(1L << bits), -(1L << bits) - 1}) {
                assertThat(DerBuffer.encode(value, (out, number) -> out.putInt(3, number)))
                        .isEqualTo(Der.seq(Der.ctx(3, Der.integer(value))));
            }
        }
    }

    @Test
    void aMessageWithinAMessageIsOurOwnFault() {
        assertThatThrownBy(() -> DerBuffer.encode(
                        1L,
                        (out, value) -> out.putInt(0, value).putDer(1, KerberosCodec.encodeBody(Samples.smallBody()))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageThatCannotBeWrittenLeavesNothingBehind() {
        assertThatThrownBy(() -> DerBuffer.encode("half a pair: \uD800", (out, text) -> out.putText(0, text)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(DerBuffer.encode(7L, (out, value) -> out.putInt(0, value)))
                .isEqualTo(Der.seq(Der.ctx(0, Der.integer(7))));
    }
}
