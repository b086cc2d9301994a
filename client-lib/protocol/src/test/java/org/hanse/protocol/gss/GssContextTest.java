package org.hanse.protocol.gss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.name.EncType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Per-message tokens, RFC 4121 §4.2. */
class GssContextTest {
    private static final byte[] MESSAGE = "salt and herring".getBytes(StandardCharsets.UTF_8);
    private static final GssFlags ALL = GssFlags.of(GssFlag.MUTUAL, GssFlag.REPLAY, GssFlag.SEQUENCE);
    private static final EncType ETYPE = EncType.AES256_CTS_HMAC_SHA1_96;

    private final SecureRandom random = new SecureRandom();
    private final ProtocolKey session = ProtocolKey.random(ETYPE, random);
    private final ProtocolKey initiatorSubkey = ProtocolKey.random(ETYPE, random);
    private final ProtocolKey acceptorSubkey = ProtocolKey.random(ETYPE, random);

    static List<EncType> enctypes() {
        return IntStream.rangeClosed(17, 20).mapToObj(EncType::new).toList();
    }

    private Establishment agreed(GssFlags flags) {
        return new Establishment(
                flags, session, Optional.of(initiatorSubkey), Optional.of(acceptorSubkey), 0x0102, 0xFFFFFFFFL);
    }

    private GssContext initiator(Establishment agreed) {
        return new GssContext(GssContext.Role.INITIATOR, agreed, random);
    }

    private GssContext acceptor(Establishment agreed) {
        return new GssContext(GssContext.Role.ACCEPTOR, agreed, random);
    }

    @ParameterizedTest
    @MethodSource("enctypes")
    void whatOneSideWrapsTheOtherUnwraps(EncType etype) throws Exception {
        Establishment agreed =
                new Establishment(ALL, ProtocolKey.random(etype, random), Optional.empty(), Optional.empty(), 7, 9);
        GssContext initiator = initiator(agreed);
        GssContext acceptor = acceptor(agreed);

        for (boolean confidential : new boolean[] {true, false}) {
            for (int length : new int[] {0, 1, 15, 16, 17, 65536}) {
                byte[] message = new byte[length];
                random.nextBytes(message);
                GssContext.Unwrapped there = acceptor.unwrap(initiator.wrap(message, confidential));
                GssContext.Unwrapped back = initiator.unwrap(acceptor.wrap(message, confidential));
                assertThat(there.message().toByteArray()).isEqualTo(message);
                assertThat(back.message().toByteArray()).isEqualTo(message);
                assertThat(there.confidential()).isEqualTo(confidential);
            }
        }
    }

    @Test
    @Tag("A-025")
    void rfc4121_micTokenLayout() {
        byte[] token = acceptor(agreed(ALL)).getMic(MESSAGE);

        byte[] header = HexFormat.of().parseHex("040405ffffffffff00000000ffffffff");
        assertThat(Arrays.copyOf(token, 16)).isEqualTo(header);
        byte[] sum = acceptorSubkey
                .checksum(KeyUsage.GSS_ACCEPTOR_SIGN, MessageToken.join(MESSAGE, header))
                .value()
                .toByteArray();
        assertThat(Arrays.copyOfRange(token, 16, token.length)).isEqualTo(sum);
    }

    @Test
    void rfc4121_wrapTokenLayoutWithoutConfidentiality() {
        byte[] token = initiator(agreed(ALL)).wrap(MESSAGE, false);

        assertThat(Arrays.copyOf(token, 16)).isEqualTo(HexFormat.of().parseHex("050404ff000c00000000000000000102"));
        assertThat(Arrays.copyOfRange(token, 16, 16 + MESSAGE.length)).isEqualTo(MESSAGE);
        byte[] summedHeader = HexFormat.of().parseHex("050404ff000000000000000000000102");
        assertThat(Arrays.copyOfRange(token, 16 + MESSAGE.length, token.length))
                .isEqualTo(acceptorSubkey
                        .checksum(KeyUsage.GSS_INITIATOR_SEAL, MessageToken.join(MESSAGE, summedHeader))
                        .value()
                        .toByteArray());
    }

    @Test
    void rfc4121_wrapTokenLayoutWithConfidentiality() throws Exception {
        byte[] token = initiator(agreed(ALL)).wrap(MESSAGE, true);

        byte[] header = HexFormat.of().parseHex("050406ff000000000000000000000102");
        assertThat(Arrays.copyOf(token, 16)).isEqualTo(header);
        byte[] opened = acceptorSubkey.open(KeyUsage.GSS_INITIATOR_SEAL, Arrays.copyOfRange(token, 16, token.length));
        assertThat(opened).isEqualTo(MessageToken.join(MESSAGE, header));
    }

    @Test
    @Tag("A-025")
    void theBaseKeyIsTheAcceptorsSubkeyElseTheInitiatorsElseTheSessionKey() {
        Establishment withoutAcceptor =
                new Establishment(ALL, session, Optional.of(initiatorSubkey), Optional.empty(), 0, 0);
        Establishment without = new Establishment(ALL, session, Optional.empty(), Optional.empty(), 0, 0);

        assertThat(agreed(ALL).baseKey()).isSameAs(acceptorSubkey);
        assertThat(withoutAcceptor.baseKey()).isSameAs(initiatorSubkey);
        assertThat(without.baseKey()).isSameAs(session);
        assertThat(initiator(withoutAcceptor).getMic(MESSAGE)[2] & MessageToken.ACCEPTOR_SUBKEY)
                .isZero();
    }

    @Test
    void everyRotationIsUndoneAlsoOneBeyondTheLength() throws Exception {
        for (boolean confidential : new boolean[] {true, false}) {
            for (int rotation : new int[] {1, 3, 12, 28, 44, 60, 61, 1000, 65535}) {
                byte[] token = initiator(agreed(ALL)).wrap(MESSAGE, confidential);

                byte[] rotated = rotatedRight(token, rotation);

                assertThat(acceptor(agreed(ALL)).unwrap(rotated).message().toByteArray())
                        .isEqualTo(MESSAGE);
            }
        }
    }

    @Test
    @Tag("A-027")
    void fillerIsRemovedByTheExtraCount() throws Exception {
        byte[] header = MessageToken.wrapHeader(MessageToken.SEALED | MessageToken.ACCEPTOR_SUBKEY, 5, 0, 0x0102);
        byte[] filled = Arrays.copyOf(MESSAGE, MESSAGE.length + 5);
        byte[] token = MessageToken.join(
                header, acceptorSubkey.seal(KeyUsage.GSS_INITIATOR_SEAL, MessageToken.join(filled, header), random));

        assertThat(acceptor(agreed(ALL)).unwrap(token).message().toByteArray()).isEqualTo(MESSAGE);
    }

    @Test
    @Tag("A-027")
    void everyAlteredBitOfAWrapTokenIsNoticed() {
        for (boolean confidential : new boolean[] {true, false}) {
            byte[] token = initiator(agreed(ALL)).wrap(MESSAGE, confidential);
            for (int bit = 0; bit < 8 * token.length; bit++) {
                byte[] altered = flipped(token, bit);
                // The rotation count is not protected by itself; it only names where the octets belong. Turned round
                // whole they are where they were.
                int rotation = ByteBuffer.wrap(altered).getShort(6) & 0xFFFF;
                if (rotation != 0 && rotation % (token.length - 16) == 0) {
                    continue;
                }
                assertThatThrownBy(() -> acceptor(agreed(ALL)).unwrap(altered))
                        .as("bit %d", bit)
                        .isInstanceOfSatisfying(
                                MessageFault.class,
                                fault -> assertThat(fault.kind())
                                        .isIn(MessageFault.Kind.DEFECTIVE, MessageFault.Kind.BAD_MIC));
            }
        }
    }

    @Test
    @Tag("A-026")
    void everyAlteredBitOfAMicTokenOrItsMessageIsABadMic() {
        byte[] mic = initiator(agreed(ALL)).getMic(MESSAGE);
        for (int bit = 0; bit < 8 * mic.length; bit++) {
            byte[] altered = flipped(mic, bit);
            // The upper five flags are ignored when a token is read (RFC 4121 §4.2.2); the checksum covers them.
            fails(MessageFault.Kind.BAD_MIC, () -> acceptor(agreed(ALL)).verifyMic(MESSAGE, altered));
        }
        for (int bit = 0; bit < 8 * MESSAGE.length; bit++) {
            byte[] altered = flipped(MESSAGE, bit);
            fails(MessageFault.Kind.BAD_MIC, () -> acceptor(agreed(ALL)).verifyMic(altered, mic));
        }
    }

    /** CVE-2024-37370: a larger extra count in the clear header made the receiver cut the end off a message. */
    @Test
    @Tag("A-027")
    void noExtraCountOrRotationShortensAMessage() {
        for (boolean confidential : new boolean[] {true, false}) {
            byte[] token = initiator(agreed(ALL)).wrap(MESSAGE, confidential);
            int count = ByteBuffer.wrap(token).getShort(4);
            for (int wrong = 0; wrong <= 0xFFFF; wrong += wrong < 200 ? 1 : 251) {
                byte[] altered = token.clone();
                ByteBuffer.wrap(altered).putShort(4, (short) wrong);
                if (wrong != count) {
                    assertThatThrownBy(() -> acceptor(agreed(ALL)).unwrap(altered))
                            .as("extra count %d", wrong)
                            .isInstanceOfSatisfying(
                                    MessageFault.class,
                                    fault -> assertThat(fault.kind())
                                            .isIn(MessageFault.Kind.DEFECTIVE, MessageFault.Kind.BAD_MIC));
                }
            }
        }
    }

    @Test
    @Tag("A-027")
    void tokensShorterThanAHeaderAreDefective() {
        for (int length = 0; length < 16; length++) {
            int cut = length;
            fails(
                    MessageFault.Kind.DEFECTIVE,
                    () -> acceptor(agreed(ALL))
                            .unwrap(Arrays.copyOf(initiator(agreed(ALL)).wrap(MESSAGE, true), cut)));
            fails(
                    MessageFault.Kind.DEFECTIVE,
                    () -> acceptor(agreed(ALL))
                            .unwrap(Arrays.copyOf(initiator(agreed(ALL)).wrap(MESSAGE, false), cut)));
            fails(
                    MessageFault.Kind.DEFECTIVE,
                    () -> acceptor(agreed(ALL))
                            .verifyMic(
                                    MESSAGE,
                                    Arrays.copyOf(initiator(agreed(ALL)).getMic(MESSAGE), cut)));
        }
    }

    /** RFC 4121 §4.2.1: the number has 64 bits, and starts at one of 32; peers that count in 32 bits must not be met half-way. */
    @Test
    @Tag("A-028")
    void numbersGoOnBehindTheLargestOf32Bits() throws Exception {
        GssContext sender = acceptor(agreed(ALL));
        GssContext receiver = initiator(agreed(ALL));
        byte[] last = sender.getMic(MESSAGE);
        byte[] next = sender.getMic(MESSAGE);

        assertThat(ByteBuffer.wrap(last).getLong(8)).isEqualTo(0xFFFF_FFFFL);
        assertThat(ByteBuffer.wrap(next).getLong(8)).isEqualTo(0x1_0000_0000L);
        receiver.verifyMic(MESSAGE, last);
        receiver.verifyMic(MESSAGE, next);
        fails(MessageFault.Kind.DUPLICATE, () -> receiver.verifyMic(MESSAGE, last));
    }

    @Test
    @Tag("A-027")
    void cutTokensAreDefectiveOrFalseAndNothingElse() {
        byte[] sealed = initiator(agreed(ALL)).wrap(MESSAGE, true);
        byte[] signed = initiator(agreed(ALL)).wrap(MESSAGE, false);
        byte[] mic = initiator(agreed(ALL)).getMic(MESSAGE);
        for (int length = 0; length < signed.length - 1; length++) {
            int cut = length;
            assertThatThrownBy(() -> acceptor(agreed(ALL)).unwrap(Arrays.copyOf(sealed, cut)))
                    .isInstanceOf(MessageFault.class);
            assertThatThrownBy(() -> acceptor(agreed(ALL)).unwrap(Arrays.copyOf(signed, cut)))
                    .isInstanceOf(MessageFault.class);
            if (cut < mic.length) {
                assertThatThrownBy(() -> acceptor(agreed(ALL)).verifyMic(MESSAGE, Arrays.copyOf(mic, cut)))
                        .isInstanceOf(MessageFault.class);
            }
        }
    }

    @Test
    void ourOwnTokenSentBackIsRefused() {
        GssContext initiator = initiator(agreed(ALL));

        byte[] token = initiator.wrap(MESSAGE, true);

        fails(MessageFault.Kind.BAD_MIC, () -> initiator.unwrap(token));
    }

    @Test
    @Tag("A-025")
    void aTokenUnderAnotherKeyThanAgreedIsRefusedByItsFlag() {
        Establishment withoutAcceptor =
                new Establishment(ALL, session, Optional.of(initiatorSubkey), Optional.empty(), 0x0102, 0);

        byte[] token = initiator(withoutAcceptor).wrap(MESSAGE, true);

        fails(MessageFault.Kind.BAD_MIC, () -> acceptor(agreed(ALL)).unwrap(token));
    }

    @Test
    @Tag("A-026")
    void aMicIsOfItsMessageOnly() {
        byte[] mic = initiator(agreed(ALL)).getMic(MESSAGE);

        fails(MessageFault.Kind.BAD_MIC, () -> acceptor(agreed(ALL)).verifyMic(new byte[] {1}, mic));
    }

    @Test
    @Tag("A-028")
    void replaysGapsAndDisorderAreRefusedWhereTheyWereAskedFor() throws Exception {
        GssContext sender = initiator(agreed(ALL));
        byte[] first = sender.wrap(MESSAGE, true);
        byte[] second = sender.wrap(MESSAGE, true);
        byte[] third = sender.wrap(MESSAGE, true);

        GssContext strict = acceptor(agreed(ALL));
        strict.unwrap(first);
        fails(MessageFault.Kind.DUPLICATE, () -> strict.unwrap(first));
        fails(MessageFault.Kind.GAP, () -> strict.unwrap(third));
        fails(MessageFault.Kind.UNSEQUENCED, () -> strict.unwrap(second));

        GssContext replayOnly = acceptor(agreed(ALL.without(GssFlag.SEQUENCE)));
        replayOnly.unwrap(third);
        replayOnly.unwrap(first);
        fails(MessageFault.Kind.DUPLICATE, () -> replayOnly.unwrap(first));

        GssContext neither = acceptor(agreed(GssFlags.of(GssFlag.MUTUAL)));
        neither.unwrap(first);
        neither.unwrap(first);
    }

    @Test
    @Tag("A-028")
    void aForgedNumberDoesNotMoveTheWindow() throws Exception {
        GssContext sender = initiator(agreed(ALL));
        GssContext receiver = acceptor(agreed(ALL));
        byte[] token = sender.wrap(MESSAGE, true);
        byte[] forged = token.clone();
        ByteBuffer.wrap(forged).putLong(8, 0x7FFF);

        fails(MessageFault.Kind.BAD_MIC, () -> receiver.unwrap(forged));

        assertThat(receiver.unwrap(token).message().toByteArray()).isEqualTo(MESSAGE);
    }

    private static byte[] flipped(byte[] octets, int bit) {
        byte[] flipped = octets.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static byte[] rotatedRight(byte[] token, int rotation) {
        int length = token.length - 16;
        byte[] rotated = token.clone();
        for (int i = 0; i < length; i++) {
            rotated[16 + (i + rotation) % length] = token[16 + i];
        }
        ByteBuffer.wrap(rotated).putShort(6, (short) rotation);
        return rotated;
    }

    private static void fails(MessageFault.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MessageFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
    }
}
