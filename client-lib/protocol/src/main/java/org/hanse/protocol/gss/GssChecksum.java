package org.hanse.protocol.gss;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.Octets;

/**
 * The contents of the 0x8003 "checksum" of a GSS authenticator, RFC 4121 §4.1.1.
 *
 * @param bindings 16 octets, the hash of {@link ChannelBindings}, all zero for none
 * @param flags what the initiator asks for
 * @param delegated the KRB-CRED of a delegation, not looked into; present exactly when DELEGATE is among the flags
 */
public record GssChecksum(Octets bindings, GssFlags flags, Optional<Octets> delegated) {
    private static final int WITHOUT_DELEGATION = 24;

    public GssChecksum {
        if (bindings.length() != ChannelBindings.HASH_LENGTH) {
            throw new IllegalArgumentException("a channel bindings hash has 16 octets");
        }
        if (delegated.isPresent() != flags.has(GssFlags.GssFlag.DELEGATE)) {
            throw new IllegalArgumentException("the DELEGATE flag and the delegated credential go together");
        }
    }

    /** What is behind the last known field is ignored (RFC 4121 §4.1.1: extensions). */
    public static GssChecksum decode(Checksum checksum) throws TokenFault {
        if (!checksum.type().equals(ChecksumType.GSSAPI)) {
            throw TokenFault.malformed(
                    "the authenticator's checksum is of type " + checksum.type().value() + ", not 0x8003");
        }
        ByteBuffer in = ByteBuffer.wrap(checksum.value().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < WITHOUT_DELEGATION) {
            throw TokenFault.malformed("the GSS checksum is shorter than 24 octets");
        }
        if (in.getInt() != ChannelBindings.HASH_LENGTH) {
            throw TokenFault.malformed("the GSS checksum's bindings are not 16 octets long");
        }
        byte[] bindings = new byte[ChannelBindings.HASH_LENGTH];
        in.get(bindings);
        GssFlags flags = new GssFlags(in.getInt());
        Optional<Octets> delegated = Optional.empty();
        if (flags.has(GssFlags.GssFlag.DELEGATE)) {
            if (in.remaining() < 4 || in.getShort() != 1) {
                throw TokenFault.malformed("the GSS checksum announces a delegation and has none");
            }
            int length = in.getShort() & 0xFFFF;
            if (length > in.remaining()) {
                throw TokenFault.malformed("the delegated credential runs past the end of the GSS checksum");
            }
            byte[] credential = new byte[length];
            in.get(credential);
            delegated = Optional.of(Octets.wrap(credential));
        }
        return new GssChecksum(Octets.wrap(bindings), flags, delegated);
    }

    /** @throws IllegalStateException if the delegated credential does not fit its 16-bit length */
    public Checksum encode() {
        int delegation = delegated.map(credential -> 4 + credential.length()).orElse(0);
        if (delegation > 4 + 0xFFFF) {
            throw new IllegalStateException("a delegated credential of more than 65535 octets");
        }
        ByteBuffer out = ByteBuffer.allocate(WITHOUT_DELEGATION + delegation).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(ChannelBindings.HASH_LENGTH).put(bindings.toByteArray()).putInt(flags.bits());
        delegated.ifPresent(credential ->
                out.putShort((short) 1).putShort((short) credential.length()).put(credential.toByteArray()));
        return new Checksum(ChecksumType.GSSAPI, Octets.wrap(out.array()));
    }
}
