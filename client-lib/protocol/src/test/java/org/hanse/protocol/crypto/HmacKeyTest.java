package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacKeyTest {
    @Test
    void agreesWithTheJceAtEveryLengthOfKeyAndText() throws Exception {
        compare(HmacKey.Algorithm.SHA1, "HmacSHA1");
        compare(HmacKey.Algorithm.SHA256, "HmacSHA256");
        compare(HmacKey.Algorithm.SHA384, "HmacSHA384");
    }

    @Test
    void oneRoundInPlaceIsTheHmacOfTheBlock() {
        HmacKey key = new HmacKey(HmacKey.Algorithm.SHA384, new byte[] {1, 2, 3});
        byte[] block = new byte[48];
        byte[] expected = key.of(block);
        key.inPlace(block);
        assertThat(block).isEqualTo(expected);
    }

    @Test
    void noOctetsAndZeroOctetsAreTheSameKey() {
        byte[] text = {7};
        assertThat(new HmacKey(HmacKey.Algorithm.SHA1, new byte[0]).of(text))
                .isEqualTo(new HmacKey(HmacKey.Algorithm.SHA1, new byte[3]).of(text));
    }

    private static void compare(HmacKey.Algorithm ours, String jceName) throws Exception {
        Random seeded = new Random(2104);
        Mac mac = Mac.getInstance(jceName);
        for (int length = 1; length < 300; length++) {
            byte[] octets = new byte[length];
            seeded.nextBytes(octets);
            byte[] text = new byte[seeded.nextInt(300)];
            seeded.nextBytes(text);
            mac.init(new SecretKeySpec(octets, jceName));
            assertThat(new HmacKey(ours, octets).of(text))
                    .as("key of %d octets", length)
                    .isEqualTo(mac.doFinal(text));
        }
    }
}
