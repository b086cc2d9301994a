package org.hanse.protocol.wire;

import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** The parts that messages share, RFC 4120 §5.2: from sequences to records and back. */
final class Parts {
    private Parts() {}

    static PrincipalName name(Sequence in) {
        return new PrincipalName(in.int32(0), in.texts(1));
    }

    static void write(DerBuffer out, PrincipalName name) {
        out.putInt(0, name.type()).putTexts(1, name.components());
    }

    static RealmName realm(Sequence in, int tag) {
        return new RealmName(in.text(tag));
    }

    static EncryptedData encryptedData(Sequence in) {
        Optional<Kvno> kvno = in.has(1) ? Optional.of(Kvno.of(in.uint32(1))) : Optional.empty();
        return new EncryptedData(new EncType(in.int32(0)), kvno, in.octets(2));
    }

    static void write(DerBuffer out, EncryptedData data) {
        out.putInt(0, data.etype().value());
        if (data.kvno().isPresent()) {
            // Signed, against RFC 4120's UInt32: MIT and Windows write large kvnos so, and read-only domain controllers
            // have such.
            int signed = (int) data.kvno().get().value();
            out.putInt(1, signed);
        }
        out.putOctets(2, data.cipher());
    }

    static EncryptionKey key(Sequence in) {
        return new EncryptionKey(new EncType(in.int32(0)), in.secret(1));
    }

    static void write(DerBuffer out, EncryptionKey key) {
        out.putInt(0, key.etype().value()).putSecret(1, key.secret());
    }

    static Checksum checksum(Sequence in) {
        return new Checksum(new ChecksumType(in.int32(0)), in.octets(1));
    }

    static void write(DerBuffer out, Checksum checksum) {
        out.putInt(0, checksum.type().value()).putOctets(1, checksum.value());
    }

    static TransitedEncoding transited(Sequence in) {
        return new TransitedEncoding(in.int32(0), in.octets(1));
    }

    static void write(DerBuffer out, TransitedEncoding transited) {
        out.putInt(0, transited.type()).putOctets(1, transited.contents());
    }

    static HostAddress address(Sequence in) {
        return new HostAddress(in.int32(0), in.octets(1));
    }

    static void write(DerBuffer out, HostAddress address) {
        out.putInt(0, address.type()).putOctets(1, address.address());
    }

    /** Padata are most of a request and are decoded again: not copied. */
    static PaData padata(Sequence in) {
        return new PaData(in.int32(1), in.slice(2));
    }

    static void write(DerBuffer out, PaData padata) {
        out.putInt(1, padata.type()).putOctets(2, padata.value());
    }

    static AuthorizationData.Element authorization(Sequence in) {
        return new AuthorizationData.Element(in.int32(0), in.octets(1));
    }

    static void write(DerBuffer out, AuthorizationData.Element element) {
        out.putInt(0, element.type()).putOctets(1, element.data());
    }

    static AuthorizationData authorizationData(Sequence in, int tag) {
        return in.has(tag) ? new AuthorizationData(in.list(tag, Parts::authorization)) : AuthorizationData.NONE;
    }

    /** A time of two fields, RFC 4120 §5.2.3 and §5.2.4. */
    static KerberosTime time(Sequence in, int secondsTag, int microsTag) {
        return new KerberosTime(in.time(secondsTag), in.int32(microsTag));
    }

    static OptionalLong maybeUint32(Sequence in, int tag) {
        return in.has(tag) ? OptionalLong.of(in.uint32(tag)) : OptionalLong.empty();
    }

    static void putUint32(DerBuffer out, int tag, OptionalLong value) {
        if (value.isPresent()) {
            out.putInt(tag, value.getAsLong());
        }
    }
}
