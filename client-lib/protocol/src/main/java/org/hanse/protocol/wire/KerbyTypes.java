package org.hanse.protocol.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kerby.asn1.UniversalTag;
import org.apache.kerby.asn1.parse.Asn1ParseResult;
import org.apache.kerby.asn1.type.Asn1BitString;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1OctetString;
import org.apache.kerby.asn1.type.Asn1Simple;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.asn1.type.Asn1Type;
import org.apache.kerby.kerberos.kerb.type.KrbSequenceOfType;

/** What Kerby's codec makes of each {@link Shape}. */
final class KerbyTypes {
    private KerbyTypes() {}

    static Asn1Type make(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return new KerbySequence(fields);
        }
        if (shape instanceof Shape.Tagged tagged) {
            return new Tagged(tagged);
        }
        if (shape instanceof Shape.ListOf list) {
            return new Elements(list);
        }
        int tag = ((Shape.Leaf) shape).tag();
        return switch (tag) {
            case DerCursor.INTEGER -> new Asn1Integer();
            case DerCursor.BIT_STRING -> new Asn1BitString();
            case DerCursor.OCTET_STRING -> new Asn1OctetString();
            case DerCursor.GENERALIZED_TIME -> new Time();
            case DerCursor.GENERAL_STRING -> new Text();
            default -> throw new IllegalArgumentException("no type for tag " + tag);
        };
    }

    /** SEQUENCE OF. */
    static final class Elements extends KrbSequenceOfType<Asn1Type> {
        private final Shape.ListOf shape;

        Elements(Shape.ListOf shape) {
            this.shape = shape;
        }

        @Override
        protected Asn1Type createElement() {
            return make(shape.element());
        }
    }

    /** A sequence within an APPLICATION tag, or the tag of an alternative. */
    static final class Tagged extends Asn1Tagging<KerbySequence> {
        Tagged(Shape.Tagged shape) {
            super(shape.tag(), new KerbySequence(shape.fields()), shape instanceof Shape.Application, false);
        }

        @Override
        protected void decodeBody(Asn1ParseResult parsed) throws IOException {
            super.decodeBody(parsed);
            getValue().receivedAs(octets(parsed));
        }
    }

    /** KerberosString as UTF-8; Kerby's own turns everything past US-ASCII into question marks. */
    static final class Text extends Asn1Simple<String> {
        Text() {
            super(UniversalTag.GENERAL_STRING);
        }

        /** Kerby does not look at the contents of an empty string and leaves its value null. */
        String text() {
            String value = getValue();
            return value == null ? "" : value;
        }

        @Override
        protected void toValue() {
            setValue(new String(getBytes(), StandardCharsets.UTF_8));
        }

        @Override
        protected void toBytes() {
            setBytes(getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** KerberosTime without Kerby's SimpleDateFormat, which costs more than the rest of a message. */
    static final class Time extends Asn1Simple<Instant> {
        Time() {
            super(UniversalTag.GENERALIZED_TIME);
        }

        @Override
        protected void toValue() {
            setValue(TimeText.parse(getBytes(), 0));
        }

        @Override
        protected void toBytes() {
            byte[] octets = new byte[TimeText.LENGTH];
            TimeText.format(getValue(), octets, 0);
            setBytes(octets);
        }
    }

    /** Header and body; the gate has seen that the header is the shortest, which is what Kerby's offset assumes. */
    static Octets octets(Asn1ParseResult parsed) {
        return Octets.wrap(Arrays.copyOfRange(parsed.getBuffer().array(), parsed.getOffset(), parsed.getBodyEnd()));
    }
}
