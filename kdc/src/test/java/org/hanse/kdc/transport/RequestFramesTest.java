package org.hanse.kdc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramesTest {
    private final RequestFrames frames = new RequestFrames();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 4000, 1 << 20})
    void messagesComeOutWhateverThePieces(int piece) throws Exception {
        // given
        byte[] small = filled(3, 1);
        byte[] middle = filled(5000, 2);
        byte[] largest = filled(RequestFrames.LARGEST, 3);
        byte[] stream = ByteBuffer.allocate(12 + 3 + 5000 + RequestFrames.LARGEST)
                .putInt(3)
                .put(small)
                .putInt(5000)
                .put(middle)
                .putInt(RequestFrames.LARGEST)
                .put(largest)
                .array();

        // when
        List<byte[]> messages = new ArrayList<>();
        for (int at = 0; at < stream.length; at += piece) {
            ByteBuffer in = ByteBuffer.wrap(stream, at, Math.min(piece, stream.length - at));
            while (in.hasRemaining()) {
                frames.next(in).ifPresent(messages::add);
            }
        }

        // then
        assertThat(messages).containsExactly(small, middle, largest);
        assertThat(frames.isAmidst()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8000_0000, 0xFFFF_FFFF, 0x7FFF_FFFF, RequestFrames.LARGEST + 1})
    @Tag("K-004")
    @Tag("K-005")
    void lengthOverTheCapIsRefusedAtItsFourthOctet(int length) {
        ByteBuffer in = ByteBuffer.allocate(4).putInt(length).flip();
        RequestFrames.BadLength fault = catchThrowableOfType(RequestFrames.BadLength.class, () -> frames.next(in));
        assertThat(fault.isZero()).isFalse();
        assertThat(frames.heldOctets()).isZero();
    }

    @Test
    void lengthZeroIsRefused() {
        ByteBuffer in = ByteBuffer.allocate(4);
        assertThat(catchThrowableOfType(RequestFrames.BadLength.class, () -> frames.next(in))
                        .isZero())
                .isTrue();
    }

    @Test
    void connectionIsAmidstARequestFromItsFirstOctet() throws Exception {
        assertThat(frames.isAmidst()).isFalse();
        frames.next(ByteBuffer.wrap(new byte[] {0}));
        assertThat(frames.isAmidst()).isTrue();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
