package org.hanse.protocol.wire;

import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;
import static org.hanse.protocol.wire.DecodeFault.Kind.TOO_LONG;
import static org.hanse.protocol.wire.DecodeFault.Kind.WRONG_MESSAGE_TYPE;
import static org.hanse.protocol.wire.DecodeFault.Kind.WRONG_VERSION;

import java.util.ArrayList;
import java.util.List;
import org.apache.kerby.asn1.Asn1FieldInfo;
import org.apache.kerby.asn1.EnumType;
import org.apache.kerby.asn1.ExplicitField;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1Type;

/**
 * What an element must look like: one table ({@link Grammar}) says it once, for the check in front of Kerby and for Kerby's
 * codec. Kerby alone would take a constructed element where a primitive one belongs, a sequence without its mandatory fields,
 * a number of any size, and a date like 20260231.
 */
abstract class Shape {
    private final String name;
    private final Class<? extends Asn1Type> kerbyType;

    Shape(String name, Class<? extends Asn1Type> kerbyType) {
        this.name = name;
        this.kerbyType = kerbyType;
    }

    String name() {
        return name;
    }

    /** The class that Kerby's codec makes when it meets such an element inside another. */
    Class<? extends Asn1Type> kerbyType() {
        return kerbyType;
    }

    /** Reads one element that ends at or before {@code limit} and stands behind it; {@code place} names it in faults. */
    abstract void check(DerCursor in, int limit, String place) throws DecodeFault;

    static DecodeFault malformed(String place, String what) {
        return new DecodeFault(MALFORMED, place + ": " + what);
    }

    private static void open(DerCursor in, int limit, int tag, String place) throws DecodeFault {
        in.open(limit);
        if (in.tag() != tag) {
            throw malformed(place, "another type");
        }
    }

    /** X.690 §8.3.2: an integer is not empty and has no superfluous leading octet. */
    static void checkInteger(DerCursor in, String place) throws DecodeFault {
        if (in.length() == 0) {
            throw malformed(place, "an integer without octets");
        }
        if (in.length() > 1) {
            int top = (in.at(0) << 1) | (in.at(1) >> 7);
            if (top == 0 || top == 0x1FF) {
                throw malformed(place, "an integer that is not in its shortest form");
            }
        }
    }

    /** A primitive value. */
    static final class Leaf extends Shape {
        /** What the contents must be; the cursor stands at them. */
        interface Rule {
            void check(DerCursor in, String place) throws DecodeFault;
        }

        private final int tag;
        private final Rule rule;

        Leaf(String name, int tag, Class<? extends Asn1Type> kerbyType, Rule rule) {
            super(name, kerbyType);
            this.tag = tag;
            this.rule = rule;
        }

        @Override
        void check(DerCursor in, int limit, String place) throws DecodeFault {
            open(in, limit, tag, place);
            rule.check(in, place);
            in.skip();
        }
    }

    /** SEQUENCE OF. */
    static final class ListOf extends Shape {
        private final Shape element;
        private final int most;

        ListOf(String name, Class<? extends Asn1Type> kerbyType, Shape element, int most) {
            super(name, kerbyType);
            this.element = element;
            this.most = most;
        }

        @Override
        void check(DerCursor in, int limit, String place) throws DecodeFault {
            open(in, limit, DerCursor.SEQUENCE, place);
            int end = in.end();
            int count = 0;
            while (in.position() < end) {
                if (++count > most) {
                    throw new DecodeFault(TOO_LONG, place + ": more than " + most + " elements");
                }
                element.check(in, end, element.name());
            }
        }
    }

    /** A SEQUENCE of explicitly tagged fields whose tags follow each other, as all of RFC 4120's are. */
    static final class Fields extends Shape {
        private record Field(String place, Shape shape, boolean required) {}

        private record Index(int getValue, String getName) implements EnumType {}

        private final int firstTag;
        private final List<Field> fields = new ArrayList<>();
        private final List<Asn1FieldInfo> kerbyFields = new ArrayList<>();

        Fields(String name, Class<? extends Asn1Type> kerbyType, int firstTag) {
            super(name, kerbyType);
            this.firstTag = firstTag;
        }

        Fields required(String field, Shape shape) {
            return add(field, shape, true);
        }

        Fields optional(String field, Shape shape) {
            return add(field, shape, false);
        }

        private Fields add(String field, Shape shape, boolean required) {
            Index index = new Index(fields.size(), field);
            fields.add(new Field(name() + " " + field, shape, required));
            kerbyFields.add(new ExplicitField(index, firstTag + index.getValue(), shape.kerbyType()));
            return this;
        }

        EnumType index(int tag) {
            return kerbyFields.get(tag - firstTag).getIndex();
        }

        Asn1FieldInfo[] kerbyFields() {
            return kerbyFields.toArray(Asn1FieldInfo[]::new);
        }

        @Override
        void check(DerCursor in, int limit, String place) throws DecodeFault {
            open(in, limit, DerCursor.SEQUENCE, place);
            int end = in.end();
            int next = 0;
            while (in.position() < end) {
                in.open(end);
                int index = in.contextTag() - firstTag;
                if (in.contextTag() < 0 || index < 0 || index >= fields.size()) {
                    throw malformed(place, "a field it does not have");
                }
                if (index < next) {
                    throw malformed(place, "a field twice or out of order");
                }
                skipTo(index, next);
                Field field = fields.get(index);
                int fieldEnd = in.end();
                field.shape().check(in, fieldEnd, field.place());
                if (in.position() != fieldEnd) {
                    throw malformed(field.place(), "more than one value");
                }
                next = index + 1;
            }
            skipTo(fields.size(), next);
        }

        private void skipTo(int index, int next) throws DecodeFault {
            for (int skipped = next; skipped < index; skipped++) {
                if (fields.get(skipped).required()) {
                    throw malformed(fields.get(skipped).place(), "missing");
                }
            }
        }
    }

    /** An explicit tag around a sequence. */
    abstract static class Tagged extends Shape {
        private final int tag;
        private final Fields fields;

        Tagged(String name, Class<? extends Asn1Type> kerbyType, int tag, Fields fields) {
            super(name, kerbyType);
            this.tag = tag;
            this.fields = fields;
        }

        int tag() {
            return tag;
        }

        Fields fields() {
            return fields;
        }

        /** Whether the tag just opened is this one. */
        abstract void checkTag(DerCursor in, boolean outermost, String place) throws DecodeFault;

        @Override
        final void check(DerCursor in, int limit, String place) throws DecodeFault {
            boolean outermost = in.position() == 0;
            in.open(limit);
            checkTag(in, outermost, place);
            int end = in.end();
            fields.check(in, end, place);
            if (in.position() != end) {
                throw malformed(place, "more than one value");
            }
        }
    }

    /** An APPLICATION tag. */
    static final class Application extends Tagged {
        Application(String name, Class<? extends Asn1Type> kerbyType, int tag, Fields fields) {
            super(name, kerbyType, tag, fields);
        }

        @Override
        void checkTag(DerCursor in, boolean outermost, String place) throws DecodeFault {
            int found = in.applicationTag();
            // Only a message that begins so is another message; a field that does is a broken field.
            if (found < 0 || (found != tag() && !outermost)) {
                throw malformed(place, "another type");
            }
            if (found != tag()) {
                throw new DecodeFault(
                        WRONG_MESSAGE_TYPE, place + ": tagged as APPLICATION " + found + " instead of " + tag());
            }
        }
    }

    /** The alternative that we know of a CHOICE. */
    static final class Alternative extends Tagged {
        Alternative(String name, int tag, Fields fields) {
            super(name, Seq.class, tag, fields);
        }

        @Override
        void checkTag(DerCursor in, boolean outermost, String place) throws DecodeFault {
            if (in.contextTag() != tag()) {
                throw malformed(place, "another alternative");
            }
        }
    }

    /** The msg-type field, which must agree with the APPLICATION tag around it (RFC 4120 §5.4.1). */
    static Leaf messageType(MessageType type) {
        return new Leaf("msg-type", DerCursor.INTEGER, Asn1Integer.class, (in, place) -> {
            if (in.length() != 1 || in.at(0) != type.number()) {
                throw new DecodeFault(WRONG_MESSAGE_TYPE, place + ": does not agree with the tag");
            }
        });
    }

    /** pvno, tkt-vno and authenticator-vno: 5. */
    static void checkVersion(DerCursor in, String place) throws DecodeFault {
        if (in.length() != 1 || in.at(0) != 5) {
            throw new DecodeFault(WRONG_VERSION, place + ": not 5");
        }
    }
}
