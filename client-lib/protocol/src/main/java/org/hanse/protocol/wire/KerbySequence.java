package org.hanse.protocol.wire;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kerby.asn1.EnumType;
import org.apache.kerby.asn1.ExplicitField;
import org.apache.kerby.asn1.parse.Asn1ParseResult;
import org.apache.kerby.asn1.type.Asn1BitString;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1Type;
import org.apache.kerby.kerberos.kerb.type.KrbSequenceType;
import org.hanse.protocol.wire.Shape.Fields.Field;

/** A sequence on Kerby's codec, with the fields of a {@link Shape}. */
class KerbySequence extends KrbSequenceType implements Sequence {
    private final Shape.Fields shape;
    private Octets received = Octets.EMPTY;

    KerbySequence(Shape.Fields shape) {
        super(shape.fields().stream().map(FieldInfo::new).toArray(FieldInfo[]::new));
        this.shape = shape;
    }

    /** As {@link DerSequence#read}. */
    static Sequence read(Octets octets, Shape shape) throws DecodeFault {
        return sequence(decode(octets, shape));
    }

    /** As {@link DerSequence#readList}. */
    static <T> List<T> readList(Octets octets, Shape.ListOf shape, Function<Sequence, T> element) throws DecodeFault {
        return list(decode(octets, shape), element);
    }

    private static Asn1Type decode(Octets octets, Shape shape) throws DecodeFault {
        byte[] der = octets.toByteArray();
        DerGate.check(der, 0, der.length, shape);
        Asn1Type target = KerbyTypes.make(shape);
        try {
            target.decode(der);
        } catch (IOException | RuntimeException e) {
            // Not reached as far as we know: whatever Kerby refuses, the gate refused before. Its message may quote
            // octets of a key, so it is not passed on.
            throw new DecodeFault(
                    DecodeFault.Kind.MALFORMED,
                    shape.name() + ": refused by the codec, " + e.getClass().getSimpleName());
        }
        return target;
    }

    /** A field of the shape as Kerby knows fields: by an enum constant with a class that it can make by itself. */
    private static final class FieldInfo extends ExplicitField {
        private record Index(int getValue, String getName) implements EnumType {}

        private final Shape shape;

        FieldInfo(Field field) {
            super(new Index(field.tag(), field.place()), field.tag(), Asn1Type.class);
            this.shape = field.shape();
        }

        @Override
        public Asn1Type createFieldValue() {
            return KerbyTypes.make(shape);
        }
    }

    @Override
    protected void decodeBody(Asn1ParseResult parsed) throws IOException {
        received = KerbyTypes.octets(parsed);
        super.decodeBody(parsed);
    }

    /** What is within a tag keeps the octets of the tagged. */
    void receivedAs(Octets tagged) {
        received = tagged;
    }

    <T> T field(int tag, Class<T> type) {
        return type.cast(getFieldAs(index(tag), Asn1Type.class));
    }

    EnumType index(int tag) {
        return new FieldInfo.Index(tag - shape.fields().get(0).tag(), shape.name());
    }

    @Override
    public boolean has(int tag) {
        return field(tag, Asn1Type.class) != null;
    }

    @Override
    public int int32(int tag) {
        return integer(tag).intValue();
    }

    @Override
    public long uint32(int tag) {
        return integer(tag).longValue() & 0xFFFF_FFFFL;
    }

    private BigInteger integer(int tag) {
        return field(tag, Asn1Integer.class).getValue();
    }

    @Override
    public int flags(int tag) {
        byte[] octets = field(tag, Asn1BitString.class).getValue();
        int bits = 0;
        for (int i = 0; i < 4 && i < octets.length; i++) {
            bits |= (octets[i] & 0xFF) << (24 - 8 * i);
        }
        return bits;
    }

    @Override
    public Octets octets(int tag) {
        return Octets.wrap(field(tag, Asn1OctetString.class).getValue());
    }

    @Override
    public Octets slice(int tag) {
        return octets(tag);
    }

    @Override
    public SecretBytes secret(int tag) {
        return SecretBytes.takeOver(field(tag, Asn1OctetString.class).getValue());
    }

    @Override
    public String text(int tag) {
        return field(tag, KerbyTypes.Text.class).text();
    }

    @Override
    public Instant time(int tag) {
        return field(tag, KerbyTypes.Time.class).getValue();
    }

    @Override
    public Sequence child(int tag) {
        return sequence(field(tag, Asn1Type.class));
    }

    @Override
    public <T> List<T> list(int tag, Function<Sequence, T> element) {
        return has(tag) ? list(field(tag, Asn1Type.class), element) : List.of();
    }

    @Override
    public List<String> texts(int tag) {
        List<String> texts = new ArrayList<>();
        for (Asn1Type one : field(tag, KerbyTypes.Elements.class).getElements()) {
            texts.add(((KerbyTypes.Text) one).text());
        }
        return texts;
    }

    @Override
    public List<Integer> int32s(int tag) {
        List<Integer> numbers = new ArrayList<>();
        for (Asn1Type one : field(tag, KerbyTypes.Elements.class).getElements()) {
            numbers.add(((Asn1Integer) one).getValue().intValue());
        }
        return numbers;
    }

    @Override
    public Octets received() {
        return received;
    }

    private static <T> List<T> list(Asn1Type list, Function<Sequence, T> each) {
        List<T> elements = new ArrayList<>();
        for (Asn1Type one : ((KerbyTypes.Elements) list).getElements()) {
            elements.add(each.apply(sequence(one)));
        }
        return elements;
    }

    private static Sequence sequence(Asn1Type value) {
        return value instanceof KerbyTypes.Tagged tagged ? tagged.getValue() : (KerbySequence) value;
    }
}
