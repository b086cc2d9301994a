package org.hanse.protocol.crypto;

import java.nio.charset.StandardCharsets;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;

/**
 * Two keys made into one that is as strong as the stronger: KRB-FX-CF2 of RFC 6113 §5.1, under the peppers that the RFC gives each
 * purpose. The result has the first key's enctype. Without state.
 */
public enum KeyCombination {
    /** §5.4.1.1: the armor key, of an authenticator's subkey and its ticket's session key. */
    ARMOR("subkeyarmor", "ticketarmor"),
    /** §5.4.3: the reply key, of the strengthen-key and the reply key so far. */
    STRENGTHENED_REPLY("strengthenkey", "replykey"),
    /** §5.4.6: what seals the client's challenge, of the armor key and the client's long-term key. */
    CLIENT_CHALLENGE("clientchallengearmor", "challengelongterm"),
    /** §5.4.6: what seals the KDC's answer, of the same two. */
    KDC_CHALLENGE("kdcchallengearmor", "challengelongterm");

    /** Octets of the longest key. */
    static final int LONGEST = 32;

    // Never handed out and never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] pepper1;

    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] pepper2;

    KeyCombination(String pepper1, String pepper2) {
        this.pepper1 = pepper1.getBytes(StandardCharsets.US_ASCII);
        this.pepper2 = pepper2.getBytes(StandardCharsets.US_ASCII);
    }

    public ProtocolKey of(ProtocolKey first, ProtocolKey second) {
        return combine(first, pepper1, second.asSecondOf(this));
    }

    /** What the second key gives to a result of any length: a shorter PRF+ is the beginning of a longer one. */
    byte[] ofSecond(ProtocolKey second) {
        return prfPlus(second, pepper2, LONGEST);
    }

    /** A small dense number for tables in memory. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    static ProtocolKey combine(ProtocolKey first, byte[] pepper1, ProtocolKey second, byte[] pepper2) {
        return combine(first, pepper1, prfPlus(second, pepper2, LONGEST));
    }

    private static ProtocolKey combine(ProtocolKey first, byte[] pepper1, byte[] ofSecond) {
        EncType etype = first.etype();
        byte[] combined = prfPlus(first, pepper1, etype.keyLength());
        for (int i = 0; i < combined.length; i++) {
            combined[i] ^= ofSecond[i];
        }
        // random-to-key is the identity for all AES enctypes.
        return ProtocolKey.of(new EncryptionKey(etype, SecretBytes.takeOver(combined)));
    }

    /** PRF+ of RFC 6113 §5.1: the PRF of 1 and the input, of 2 and the input, and so on, cut to {@code length}. */
    static byte[] prfPlus(ProtocolKey key, byte[] input, int length) {
        byte[] counted = new byte[1 + input.length];
        System.arraycopy(input, 0, counted, 1, input.length);
        byte[] out = new byte[length];
        int done = 0;
        while (done < length) {
            counted[0]++;
            byte[] block = key.prf(counted);
            int taken = Math.min(block.length, length - done);
            System.arraycopy(block, 0, out, done, taken);
            done += taken;
        }
        return out;
    }
}
