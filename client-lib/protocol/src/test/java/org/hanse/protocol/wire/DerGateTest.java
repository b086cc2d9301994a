package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;
import static org.hanse.protocol.wire.DecodeFault.Kind.TOO_LONG;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DerGateTest {
    private static final int ROOMY = 16 * 1024 * 1024;

    private static DecodeFault refusal(byte[] der, int maxSize) {
        return catchThrowableOfType(DecodeFault.class, () -> DerGate.checkDer(der, maxSize));
    }

    /** {@code depth} sequences in one another. */
    private static byte[] nested(int depth) {
        int[] lengths = new int[depth + 1];
        for (int i = 1; i <= depth; i++) {
            lengths[i] = lengths[i - 1] + (i == 1 ? 0 : Der.length(lengths[i - 1]).length + 1);
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (int i = depth; i >= 1; i--) {
            out.write(0x30);
            out.writeBytes(Der.length(lengths[i]));
        }
        return out.toByteArray();
    }

    @Test
    void thirtyTwoLevelsPassAndThirtyThreeDoNot() {
        assertThatCode(() -> DerGate.checkDer(nested(32), ROOMY)).doesNotThrowAnyException();
        assertThat(refusal(nested(33), ROOMY)).hasMessageContaining("nested deeper than 32");
    }

    @Test
    @Tag("K-016")
    void aHundredThousandLevelsAreRefusedWithoutDeepRecursion() {
        byte[] der = nested(100_000);
        DecodeFault fault = refusal(der, ROOMY);
        assertThat(fault.kind()).isEqualTo(MALFORMED);
        assertThat(fault).hasMessageContaining("nested deeper than 32");
        assertThatThrownBy(() -> KerberosCodec.decodeKdcRequest(der)).isInstanceOf(DecodeFault.class);
    }

    @Test
    @Tag("K-016")
    void aHundredThousandIndefiniteLevelsAreRefused() {
        byte[] der = new byte[200_000];
        for (int i = 0; i < der.length; i += 2) {
            der[i] = 0x30;
            der[i + 1] = (byte) 0x80;
        }
        assertThat(refusal(der, ROOMY)).hasMessageContaining("an indefinite length");
    }

    @Test
    @Tag("K-017")
    void everyIndirectLengthOfAllOnesIsRefusedWithoutAllocation() {
        for (int octets = 1; octets <= 127; octets++) {
            byte[] der = new byte[2 + 130];
            Arrays.fill(der, (byte) 0xFF);
            der[0] = 0x04;
            der[1] = (byte) (0x80 | octets);
            assertThat(refusal(der, ROOMY)).as("%d length octets", octets).isNotNull();
        }
    }

    @Test
    void noInputHasNoMessage() {
        assertThat(refusal(new byte[0], ROOMY).kind()).isEqualTo(MALFORMED);
        assertThatThrownBy(() -> KerberosCodec.decodeKdcRequest(new byte[0])).isInstanceOf(DecodeFault.class);
        assertThatThrownBy(() -> KerberosCodec.decodeMethodData(new byte[0])).isInstanceOf(DecodeFault.class);
    }

    @Test
    void theSizeIsCheckedFirst() throws DecodeFault {
        byte[] der = Der.tlv(0x04, new byte[1000]);
        DerGate.checkDer(der, der.length);
        assertThat(refusal(der, der.length - 1).kind()).isEqualTo(TOO_LONG);
        DecodeFault fault = catchThrowableOfType(
                DecodeFault.class, () -> KerberosCodec.decodeKdcRequest(new byte[DerGate.MAX_SIZE + 1]));
        assertThat(fault.kind()).isEqualTo(TOO_LONG);
    }

    @Test
    void aMessageOfTheLargestSizeIsRead() throws DecodeFault {
        byte[] large = new byte[DerGate.MAX_SIZE - 100];
        PaData one = new PaData(2, Octets.wrap(large));
        KdcRequest request = Samples.request(MessageType.AS_REQ, java.util.List.of(one), Samples.smallBody());
        byte[] der = KerberosCodec.encode(request);
        if (der.length > DerGate.MAX_SIZE) {
            one = new PaData(2, Octets.wrap(new byte[large.length - (der.length - DerGate.MAX_SIZE)]));
            request = Samples.request(MessageType.AS_REQ, java.util.List.of(one), Samples.smallBody());
            der = KerberosCodec.encode(request);
        }
        assertThat(der).hasSize(DerGate.MAX_SIZE);
        assertThat(KerberosCodec.decodeKdcRequest(der)).isEqualTo(request);
    }

    @Test
    void manySmallElementsAreRefusedEarly() {
        byte[] der = Der.seq(new byte[0]);
        byte[] body = new byte[4 * 1024 * 1024];
        for (int i = 0; i < body.length; i += 2) {
            body[i] = 0x30;
        }
        byte[] many = Der.tlv(0x30, body);
        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> assertThat(refusal(many, ROOMY).kind()).isEqualTo(TOO_LONG));
        assertThatCode(() -> DerGate.checkDer(der, ROOMY)).doesNotThrowAnyException();
    }

    @Test
    void endOfContentsAndPrimitiveSequencesAreNoDer() {
        assertThat(refusal(Der.hex("0000"), ROOMY)).hasMessageContaining("end-of-contents");
        assertThat(refusal(Der.hex("1000"), ROOMY)).hasMessageContaining("primitive collection");
        assertThat(refusal(Der.hex("2000"), ROOMY)).hasMessageContaining("constructed string");
    }

    @Test
    @Tag("K-018")
    void lengthsOf127And128And256AreReadInTheirShortestFormOnly() throws DecodeFault {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536}) {
            DerGate.checkDer(Der.tlv(0x04, new byte[length]), ROOMY);
        }
        byte[] padded127 = Der.join(Der.hex("04 81 7F"), new byte[127]);
        byte[] padded128 = Der.join(Der.hex("04 82 00 80"), new byte[128]);
        assertThat(refusal(padded127, ROOMY)).hasMessageContaining("shortest form");
        assertThat(refusal(padded128, ROOMY)).hasMessageContaining("shortest form");
    }

    @Test
    void aFaultNeverCarriesAStackTraceOrACause() {
        DecodeFault fault = refusal(new byte[] {0x30}, ROOMY);
        assertThat(fault.getStackTrace()).isEmpty();
        assertThat(fault.getCause()).isNull();
    }
}
