package org.hanse.protocol.wire;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kerby.asn1.type.Asn1BitString;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1SequenceOf;
import org.apache.kerby.asn1.type.Asn1Type;
import org.apache.kerby.kerberos.kerb.type.KrbSequenceType;

/**
 * A sequence on Kerby's codec, read and written by context tag with the raw numbers. Readers of mandatory fields rely on the
 * gate: it has seen that they are there and in range. Kerby keeps the octets it decoded, so a decoded one is never changed.
 */
class Seq extends KrbSequenceType {
    private final Shape.Fields shape;

    Seq(Shape.Fields shape) {
        super(shape.kerbyFields());
        this.shape = shape;
    }

    // ---- reading

    boolean has(int tag) {
        return getFieldAs(shape.index(tag), Asn1Type.class) != null;
    }

    <T extends Asn1Type> T child(int tag, Class<T> type) {
        return type.cast(getFieldAs(shape.index(tag), type));
    }

    <T extends Asn1Type> Optional<T> maybe(int tag, Class<T> type) {
        return has(tag) ? Optional.of(child(tag, type)) : Optional.empty();
    }

    int int32(int tag) {
        return integer(tag).intValue();
    }

    /** Modulo 2^32: a negative number is what an old client made of a large one. */
    long uint32(int tag) {
        return integer(tag).longValue() & 0xFFFF_FFFFL;
    }

    private BigInteger integer(int tag) {
        return child(tag, Asn1Integer.class).getValue();
    }

    /** Bits 0 to 31, bit 0 the most significant; what is missing is 0. */
    int flags(int tag) {
        byte[] octets = child(tag, Asn1BitString.class).getValue();
        int bits = 0;
        for (int i = 0; i < 4 && i < octets.length; i++) {
            bits |= (octets[i] & 0xFF) << (24 - 8 * i);
        }
        return bits;
    }

    byte[] octets(int tag) {
        return child(tag, Asn1OctetString.class).getValue();
    }

    String text(int tag) {
        return child(tag, KerbyTypes.Text.class).text();
    }

    Instant time(int tag) {
        return child(tag, KerbyTypes.Time.class).getValue();
    }

    Optional<Instant> maybeTime(int tag) {
        return has(tag) ? Optional.of(time(tag)) : Optional.empty();
    }

    /** The elements of an optional list; an empty one reads as an absent one, RFC 4120 §5.1.3. */
    <E extends Asn1Type> List<E> elements(int tag, Class<? extends Asn1SequenceOf<E>> type) {
        return has(tag) ? child(tag, type).getElements() : List.of();
    }

    // ---- writing

    Seq put(int tag, Asn1Type value) {
        setFieldAs(shape.index(tag), value);
        return this;
    }

    Seq putInt(int tag, long value) {
        return put(tag, new Asn1Integer(value));
    }

    /** Always 32 bits, as RFC 4120 §5.2.8 asks. */
    Seq putFlags(int tag, int bits) {
        byte[] octets = {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
        return put(tag, new Asn1BitString(octets));
    }

    Seq putOctets(int tag, byte[] octets) {
        return put(tag, new Asn1OctetString(octets));
    }

    Seq putText(int tag, String text) {
        return put(tag, new KerbyTypes.Text(text));
    }

    Seq putTime(int tag, Instant time) {
        return put(tag, new KerbyTypes.Time(time));
    }

    Seq putTime(int tag, Optional<Instant> time) {
        time.ifPresent(value -> putTime(tag, value));
        return this;
    }
}
