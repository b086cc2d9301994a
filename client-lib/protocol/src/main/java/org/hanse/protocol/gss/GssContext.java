package org.hanse.protocol.gss;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.Octets;

/**
 * An established context: protects messages in both directions, RFC 4121 §4.2. Replays and disorder are refused as far as the
 * initiator asked for their detection when the context was made. Thread-safe; messages get their numbers in the order of calls.
 */
public final class GssContext {
    /** Which side of the conversation we are. */
    public enum Role {
        INITIATOR,
        ACCEPTOR
    }

    /** What came out of a Wrap token. */
    public record Unwrapped(Octets message, boolean confidential) {}

    private final Role role;
    private final Establishment agreed;
    private final ProtocolKey key;
    private final SecureRandom random;
    private final SequenceWindow received;
    private long nextToSend;

    public GssContext(Role role, Establishment agreed, SecureRandom random) {
        this.role = role;
        this.agreed = agreed;
        this.key = agreed.baseKey();
        this.random = random;
        boolean initiator = role == Role.INITIATOR;
        this.nextToSend = initiator ? agreed.initiatorSequence() : agreed.acceptorSequence();
        this.received = new SequenceWindow(initiator ? agreed.acceptorSequence() : agreed.initiatorSequence());
    }

    /** What the initiator asked for; {@code has(MUTUAL)} says that the service has proven itself. */
    public GssFlags flags() {
        return agreed.flags();
    }

    /** A MIC token over {@code message}. */
    public byte[] getMic(byte[] message) {
        byte[] header = MessageToken.micHeader(ownFlags(), takeSequence());
        return MessageToken.join(header, checksum(signUsage(role), message, header));
    }

    /** Returns if {@code token} is the peer's MIC token over {@code message}; otherwise throws. */
    public void verifyMic(byte[] message, byte[] token) throws MessageFault {
        if (token.length < MessageToken.HEADER_LENGTH) {
            throw new MessageFault(MessageFault.Kind.DEFECTIVE, "a MIC token that is cut short");
        }
        // Nothing of a MIC token says anything but whether the message is true, so whatever is altered in it, its
        // message is not: one answer, and no name for what a forger got right.
        requireIdAndFlags(token, MessageToken.MIC, MessageFault.Kind.BAD_MIC);
        if ((token[2] & MessageToken.SEALED) != 0
                || token[3] != -1
                || ByteBuffer.wrap(token).getInt(4) != -1) {
            throw new MessageFault(MessageFault.Kind.BAD_MIC, "the MIC token's header contradicts RFC 4121 §4.2.6.1");
        }
        byte[] header = Arrays.copyOf(token, MessageToken.HEADER_LENGTH);
        byte[] sum = Arrays.copyOfRange(token, MessageToken.HEADER_LENGTH, token.length);
        requireChecksum(signUsage(peer()), message, header, sum);
        admit(token);
    }

    /** A Wrap token around {@code message}, encrypted if {@code confidential}, else readable and protected from change. */
    public byte[] wrap(byte[] message, boolean confidential) {
        return confidential ? seal(message) : sign(message);
    }

    /** Takes the peer's Wrap token apart. */
    public Unwrapped unwrap(byte[] token) throws MessageFault {
        requireIdAndFlags(token, MessageToken.WRAP, MessageFault.Kind.DEFECTIVE);
        if (token[3] != -1) {
            throw new MessageFault(
                    MessageFault.Kind.DEFECTIVE, "the Wrap token's header contradicts RFC 4121 §4.2.6.2");
        }
        boolean confidential = (token[2] & MessageToken.SEALED) != 0;
        int extraCount = ByteBuffer.wrap(token).getShort(4) & 0xFFFF;
        byte[] body = unrotated(token);
        byte[] message = confidential ? opened(token, body, extraCount) : verified(token, body, extraCount);
        admit(token);
        return new Unwrapped(Octets.wrap(message), confidential);
    }

    // ---- sending

    private byte[] seal(byte[] message) {
        // No filler: CTS leaves no residue, so EC is 0. RRC is 0 inside and, as we never rotate, outside.
        byte[] header = MessageToken.wrapHeader(ownFlags() | MessageToken.SEALED, 0, 0, takeSequence());
        byte[] sealed = key.seal(sealUsage(role), MessageToken.join(message, header), random);
        return MessageToken.join(header, sealed);
    }

    private byte[] sign(byte[] message) {
        long sequence = takeSequence();
        // RFC 4121 §4.2.4: EC and RRC count as zero in the checksum; EC then says how long the checksum is.
        byte[] summed = MessageToken.wrapHeader(ownFlags(), 0, 0, sequence);
        byte[] sum = checksum(sealUsage(role), message, summed);
        byte[] header = MessageToken.wrapHeader(ownFlags(), sum.length, 0, sequence);
        return MessageToken.join(header, MessageToken.join(message, sum));
    }

    private int ownFlags() {
        return flagsOf(role);
    }

    private int flagsOf(Role sender) {
        return (sender == Role.ACCEPTOR ? MessageToken.SENT_BY_ACCEPTOR : 0)
                | (agreed.acceptorSubkey().isPresent() ? MessageToken.ACCEPTOR_SUBKEY : 0);
    }

    private synchronized long takeSequence() {
        return nextToSend++;
    }

    // ---- receiving

    private void requireIdAndFlags(byte[] token, int id, MessageFault.Kind otherwise) throws MessageFault {
        if (token.length < MessageToken.HEADER_LENGTH || (ByteBuffer.wrap(token).getShort(0) & 0xFFFF) != id) {
            throw new MessageFault(otherwise, String.format("not a per-message token of type %04x", id));
        }
        // The direction stops reflection (§4.2.2). The subkey flag must be what was agreed (§2). Other bits are
        // ignored.
        int known = MessageToken.SENT_BY_ACCEPTOR | MessageToken.ACCEPTOR_SUBKEY;
        if ((token[2] & known) != flagsOf(peer())) {
            throw new MessageFault(MessageFault.Kind.BAD_MIC, "the token's flags name another sender or another key");
        }
    }

    /** The body with its RRC rotation undone; counts beyond the length are allowed (§4.2.5). */
    private static byte[] unrotated(byte[] token) {
        int length = token.length - MessageToken.HEADER_LENGTH;
        if (length == 0) {
            return new byte[0];
        }
        int rotation = (ByteBuffer.wrap(token).getShort(6) & 0xFFFF) % length;
        byte[] body = new byte[length];
        System.arraycopy(token, MessageToken.HEADER_LENGTH + rotation, body, 0, length - rotation);
        System.arraycopy(token, MessageToken.HEADER_LENGTH, body, length - rotation, rotation);
        return body;
    }

    private byte[] opened(byte[] token, byte[] body, int extraCount) throws MessageFault {
        byte[] plain;
        try {
            plain = key.open(sealUsage(peer()), body);
        } catch (IntegrityFault e) {
            throw badMic();
        }
        int messageLength = plain.length - MessageToken.HEADER_LENGTH - extraCount;
        if (messageLength < 0) {
            throw new MessageFault(MessageFault.Kind.DEFECTIVE, "the Wrap token's extra count exceeds its contents");
        }
        // The encrypted copy of the header, with RRC as zero, is what binds the clear one.
        byte[] header = Arrays.copyOf(token, MessageToken.HEADER_LENGTH);
        header[6] = 0;
        header[7] = 0;
        byte[] copy = Arrays.copyOfRange(plain, plain.length - MessageToken.HEADER_LENGTH, plain.length);
        if (!MessageDigest.isEqual(header, copy)) {
            throw badMic();
        }
        return Arrays.copyOf(plain, messageLength);
    }

    private byte[] verified(byte[] token, byte[] body, int extraCount) throws MessageFault {
        if (extraCount > body.length) {
            throw new MessageFault(MessageFault.Kind.DEFECTIVE, "the Wrap token's extra count exceeds its contents");
        }
        byte[] message = Arrays.copyOf(body, body.length - extraCount);
        byte[] header = Arrays.copyOf(token, MessageToken.HEADER_LENGTH);
        Arrays.fill(header, 4, 8, (byte) 0);
        requireChecksum(sealUsage(peer()), message, header, Arrays.copyOfRange(body, message.length, body.length));
        return message;
    }

    private void requireChecksum(KeyUsage usage, byte[] message, byte[] header, byte[] sum) throws MessageFault {
        Checksum checksum = new Checksum(key.checksumType(), Octets.wrap(sum));
        if (!key.verify(usage, MessageToken.join(message, header), checksum)) {
            throw badMic();
        }
    }

    /** After the proof, never before: a forger must not move the window. */
    private void admit(byte[] token) throws MessageFault {
        boolean sequence = agreed.flags().has(GssFlag.SEQUENCE);
        boolean replay = sequence || agreed.flags().has(GssFlag.REPLAY);
        SequenceWindow.Order order;
        synchronized (this) {
            order = received.admit(ByteBuffer.wrap(token).getLong(8));
        }
        switch (order) {
            case DUPLICATE -> refuseIf(replay, MessageFault.Kind.DUPLICATE, "a message that was received before");
            case OLD -> refuseIf(replay, MessageFault.Kind.OLD, "a message from before the window of sequence numbers");
            case GAP -> refuseIf(sequence, MessageFault.Kind.GAP, "at least one message before this one is missing");
            case UNSEQUENCED ->
                refuseIf(sequence, MessageFault.Kind.UNSEQUENCED, "a message that is overtaken by a later one");
            case NEXT -> {}
        }
    }

    private static void refuseIf(boolean detected, MessageFault.Kind kind, String message) throws MessageFault {
        if (detected) {
            throw new MessageFault(kind, message);
        }
    }

    private static MessageFault badMic() {
        return new MessageFault(MessageFault.Kind.BAD_MIC, "the message was altered or belongs to another context");
    }

    // ---- RFC 4121 §2

    private Role peer() {
        return role == Role.INITIATOR ? Role.ACCEPTOR : Role.INITIATOR;
    }

    private byte[] checksum(KeyUsage usage, byte[] message, byte[] header) {
        return key.checksum(usage, MessageToken.join(message, header)).value().toByteArray();
    }

    private static KeyUsage sealUsage(Role sender) {
        return sender == Role.ACCEPTOR ? KeyUsage.GSS_ACCEPTOR_SEAL : KeyUsage.GSS_INITIATOR_SEAL;
    }

    private static KeyUsage signUsage(Role sender) {
        return sender == Role.ACCEPTOR ? KeyUsage.GSS_ACCEPTOR_SIGN : KeyUsage.GSS_INITIATOR_SIGN;
    }
}
