package org.hanse.protocol.wire;

import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;
import static org.hanse.protocol.wire.DecodeFault.Kind.TOO_LONG;
import static org.hanse.protocol.wire.DecodeFault.Kind.WRONG_MESSAGE_TYPE;
import static org.hanse.protocol.wire.DecodeFault.Kind.WRONG_VERSION;

import java.util.ArrayList;
import java.util.List;

/**
 * What an element must look like: one table ({@link Grammar}) says it once, for the check in front of every reader and for Kerby's
 * codec. Kerby alone would take a constructed element where a primitive one belongs, a sequence without its mandatory fields,
 * a number of any size, and a date like 20260231.
 *
 * <p>A shape leaves nothing open: it has no field of any type, and every octet of an element that passes was read as a header or
 * as the contents of a primitive value. So what passes is strict DER, nested no deeper and with no more elements than the table has;
 * {@link DerGate} relies on it.
 */
abstract class Shape {
    private final String name;

    Shape(String name) {
        this.name = name;
    }

    String name() {
        return name;
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

        Leaf(String name, int tag, Rule rule) {
            super(name);
            this.tag = tag;
            this.rule = rule;
        }

        int tag() {
            return tag;
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

        ListOf(String name, Shape element, int most) {
            super(name);
            this.element = element;
            this.most = most;
        }

        Shape element() {
            return element;
        }

        int most() {
            return most;
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
        record Field(int tag, String place, Shape shape, boolean required) {}

        private final int firstTag;
        private final List<Field> fields = new ArrayList<>();

        Fields(String name, int firstTag) {
            super(name);
            this.firstTag = firstTag;
        }

        Fields required(String field, Shape shape) {
            return add(field, shape, true);
        }

        Fields optional(String field, Shape shape) {
            return add(field, shape, false);
        }

        private Fields add(String field, Shape shape, boolean required) {
            fields.add(new Field(firstTag + fields.size(), name() + " " + field, shape, required));
            return this;
        }

        List<Field> fields() {
            return fields;
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

        Tagged(String name, int tag, Fields fields) {
            super(name);
            this.tag = tag;
            this.fields = fields;
        }

        int tag() {
            return tag;
        }

        Fields fields() {
            return fields;
        }

        /** The octet that such an element begins with. */
        abstract int firstOctet();

        /** Whether the tag just opened is this one. */
        abstract void checkTag(DerCursor in, boolean outermost, String place) throws DecodeFault;

        @Override
        final void check(DerCursor in, int limit, String place) throws DecodeFault {
            boolean outermost = in.offset() == 0;
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
        Application(String name, int tag, Fields fields) {
            super(name, tag, fields);
        }

        @Override
        int firstOctet() {
            return DerCursor.APPLICATION | DerCursor.CONSTRUCTED | tag();
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
            super(name, tag, fields);
        }

        @Override
        int firstOctet() {
            return DerCursor.CONTEXT | DerCursor.CONSTRUCTED | tag();
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
        return new Leaf("msg-type", DerCursor.INTEGER, (in, place) -> {
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
