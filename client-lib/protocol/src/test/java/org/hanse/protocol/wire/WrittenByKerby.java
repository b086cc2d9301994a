package org.hanse.protocol.wire;

import java.io.IOException;
import org.apache.kerby.asn1.type.Asn1BitString;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.asn1.type.Asn1Type;
import org.hanse.protocol.wire.Shape.Fields.Field;

/** Has Kerby's codec write the values that it read; anew, since it would send again the octets that it read. */
final class WrittenByKerby extends KerbySequence {
    private WrittenByKerby(Shape.Fields shape, KerbySequence values) {
        super(shape);
        for (Field field : shape.fields()) {
            if (values.has(field.tag())) {
                setFieldAs(index(field.tag()), anew(field.shape(), values.field(field.tag(), Asn1Type.class)));
            }
        }
    }

    static byte[] again(Shape shape, byte[] der) {
        try {
            Asn1Type read = KerbyTypes.make(shape);
            read.decode(der);
            return anew(shape, read).encode();
        } catch (IOException e) {
            throw new AssertionError(shape.name(), e);
        }
    }

    private static Asn1Type anew(Shape shape, Asn1Type value) {
        if (shape instanceof Shape.Fields fields) {
            return new WrittenByKerby(fields, (KerbySequence) value);
        }
        if (shape instanceof Shape.Tagged tagged) {
            KerbySequence within = ((KerbyTypes.Tagged) value).getValue();
            return new Asn1Tagging<KerbySequence>(
                    tagged.tag(),
                    new WrittenByKerby(tagged.fields(), within),
                    shape instanceof Shape.Application,
                    false);
        }
        if (shape instanceof Shape.ListOf list) {
            KerbyTypes.Elements elements = new KerbyTypes.Elements(list);
            for (Asn1Type one : ((KerbyTypes.Elements) value).getElements()) {
                elements.add(anew(list.element(), one));
            }
            return elements;
        }
        if (value instanceof Asn1Integer number) {
            return new Asn1Integer(number.getValue());
        }
        if (value instanceof Asn1BitString bits) {
            // With the count of unused bits: a request's body is kept as it came, and so is that count.
            return new Asn1BitString(bits.getValue(), bits.getPadding());
        }
        if (value instanceof Asn1OctetString octets) {
            return new Asn1OctetString(octets.getValue());
        }
        if (value instanceof KerbyTypes.Time time) {
            KerbyTypes.Time again = new KerbyTypes.Time();
            again.setValue(time.getValue());
            return again;
        }
        KerbyTypes.Text again = new KerbyTypes.Text();
        again.setValue(((KerbyTypes.Text) value).text());
        return again;
    }
}
