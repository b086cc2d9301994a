package org.hanse.protocol.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * DER as it is being written, front to back. Every element gets one octet for its length at first; when it is full and longer than
 * that can say, its contents move back (X.690 §10.1 wants the shortest form). What is moved is a few hundred octets a message; no
 * element is an object.
 *
 * <p>Each thread writes into one array of its own, which is erased behind every message, for messages hold keys. The four
 * messages that a TGS exchange writes take 0.9 us and 1.7 kB, which is little more than what goes out; by Kerby's codec 3.6 us and 12 kB (JDK 25).
 */
final class DerBuffer {
    private static final int USUAL = 2048;

    /** An array that a large message made grow beyond this is not kept. */
    private static final int MOST_KEPT = 16 * 1024;

    private static final ThreadLocal<DerBuffer> OF_THREAD = ThreadLocal.withInitial(DerBuffer::new);

    private byte[] octets = new byte[USUAL];
    private int position;

    private DerBuffer() {}

    // ---- whole messages

    /** {@code fields} within the tag of {@code shape}. */
    static <T> byte[] encode(Shape.Tagged shape, T value, BiConsumer<DerBuffer, T> fields) {
        return encode(out -> {
            int tagged = out.open(shape.firstOctet());
            out.sequence(value, fields);
            out.close(tagged);
        });
    }

    /** A SEQUENCE of {@code fields}. */
    static <T> byte[] encode(T value, BiConsumer<DerBuffer, T> fields) {
        return encode(out -> out.sequence(value, fields));
    }

    /** A SEQUENCE OF SEQUENCEs of {@code fields}. */
    static <T> byte[] encodeList(List<T> values, BiConsumer<DerBuffer, T> fields) {
        return encode(out -> out.sequences(values, fields));
    }

    private interface Message {
        void writeTo(DerBuffer out);
    }

    private static byte[] encode(Message message) {
        DerBuffer out = OF_THREAD.get();
        if (out.position != 0) {
            throw new IllegalStateException("a message is being written within another one");
        }
        try {
            message.writeTo(out);
            return Arrays.copyOf(out.octets, out.position);
        } finally {
            out.erase();
        }
    }

    private void erase() {
        Arrays.fill(octets, 0, position, (byte) 0);
        position = 0;
        if (octets.length > MOST_KEPT) {
            octets = new byte[USUAL];
        }
    }

    // ---- fields, each with its explicit tag, in the order of the tags

    DerBuffer putInt(int tag, long value) {
        int field = open(explicit(tag));
        integer(value);
        close(field);
        return this;
    }

    DerBuffer putInts(int tag, List<Integer> values) {
        int field = open(explicit(tag));
        int list = open(DerCursor.SEQUENCE);
        for (int value : values) {
            integer(value);
        }
        close(list);
        close(field);
        return this;
    }

    /** Always 32 bits, as RFC 4120 §5.2.8 asks. */
    DerBuffer putFlags(int tag, int bits) {
        reserve(9);
        header(explicit(tag), 7);
        header(DerCursor.BIT_STRING, 5);
        octets[position++] = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            octets[position++] = (byte) (bits >> shift);
        }
        return this;
    }

    DerBuffer putOctets(int tag, Octets value) {
        int at = openOctets(tag, value.length());
        value.copyTo(octets, at);
        return this;
    }

    DerBuffer putSecret(int tag, SecretBytes value) {
        int at = openOctets(tag, value.length());
        value.copyTo(octets, at);
        return this;
    }

    DerBuffer putText(int tag, String value) {
        int field = open(explicit(tag));
        text(value);
        close(field);
        return this;
    }

    DerBuffer putTexts(int tag, List<String> values) {
        int field = open(explicit(tag));
        int list = open(DerCursor.SEQUENCE);
        for (String value : values) {
            text(value);
        }
        close(list);
        close(field);
        return this;
    }

    DerBuffer putTime(int tag, Instant value) {
        reserve(4 + TimeText.LENGTH);
        header(explicit(tag), 2 + TimeText.LENGTH);
        header(DerCursor.GENERALIZED_TIME, TimeText.LENGTH);
        TimeText.format(value, octets, position);
        position += TimeText.LENGTH;
        return this;
    }

    DerBuffer putTime(int tag, Optional<Instant> value) {
        return value.isPresent() ? putTime(tag, value.get()) : this;
    }

    /** A SEQUENCE of {@code fields}. */
    <T> DerBuffer put(int tag, T value, BiConsumer<DerBuffer, T> fields) {
        int field = open(explicit(tag));
        sequence(value, fields);
        close(field);
        return this;
    }

    <T> DerBuffer putIfPresent(int tag, Optional<T> value, BiConsumer<DerBuffer, T> fields) {
        return value.isPresent() ? put(tag, value.get(), fields) : this;
    }

    /** A SEQUENCE OF SEQUENCEs of {@code fields}, even if there are none. */
    <T> DerBuffer putList(int tag, List<T> values, BiConsumer<DerBuffer, T> fields) {
        int field = open(explicit(tag));
        sequences(values, fields);
        close(field);
        return this;
    }

    /** As {@link #putList}; leaves the field out if there are none, RFC 4120 §5.1.3. */
    <T> DerBuffer putUnlessEmpty(int tag, List<T> values, BiConsumer<DerBuffer, T> fields) {
        return values.isEmpty() ? this : putList(tag, values, fields);
    }

    /** An element that is DER already, written as it is. */
    DerBuffer putDer(int tag, Octets der) {
        int field = open(explicit(tag));
        append(der);
        close(field);
        return this;
    }

    /** A SEQUENCE OF elements that are DER already. */
    DerBuffer putDers(int tag, List<Octets> ders) {
        int field = open(explicit(tag));
        int list = open(DerCursor.SEQUENCE);
        ders.forEach(this::append);
        close(list);
        close(field);
        return this;
    }

    // ---- elements

    private <T> void sequence(T value, BiConsumer<DerBuffer, T> fields) {
        int sequence = open(DerCursor.SEQUENCE);
        fields.accept(this, value);
        close(sequence);
    }

    private <T> void sequences(List<T> values, BiConsumer<DerBuffer, T> fields) {
        int list = open(DerCursor.SEQUENCE);
        for (T value : values) {
            sequence(value, fields);
        }
        close(list);
    }

    /** X.690 §8.3.2: no more octets than the value needs. */
    private void integer(long value) {
        int length = 1;
        while (length < 8 && value >> (8 * length - 1) != 0 && value >> (8 * length - 1) != -1) {
            length++;
        }
        reserve(2 + length);
        header(DerCursor.INTEGER, length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            octets[position++] = (byte) (value >> shift);
        }
    }

    /** KerberosString as UTF-8, RFC 4120 §5.2.1; nearly all are US-ASCII. */
    private void text(String value) {
        int element = open(DerCursor.GENERAL_STRING);
        reserve(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                position = element;
                utf8(value);
                break;
            }
            octets[position++] = (byte) c;
        }
        close(element);
    }

    private void utf8(String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            int length = encoded.remaining();
            reserve(length);
            encoded.get(octets, position, length);
            position += length;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name or text with half a surrogate pair", e);
        }
    }

    private void append(Octets der) {
        reserve(der.length());
        der.copyTo(octets, position);
        position += der.length();
    }

    private static int explicit(int tag) {
        return DerCursor.CONTEXT | DerCursor.CONSTRUCTED | tag;
    }

    /** Begins the element with this tag and says where its contents begin. */
    private int open(int tag) {
        reserve(2);
        header(tag, 0);
        return position;
    }

    /** Ends the element whose contents begin there. */
    private void close(int contents) {
        int length = position - contents;
        int longer = octetsOfLength(length) - 1;
        if (longer > 0) {
            reserve(longer);
            System.arraycopy(octets, contents, octets, contents + longer, length);
            position += longer;
        }
        length(length, contents - 1);
    }

    /** A field of so many octets, which belong where it says. */
    private int openOctets(int tag, int length) {
        int inner = 1 + octetsOfLength(length) + length;
        reserve(1 + octetsOfLength(inner) + inner);
        header(explicit(tag), inner);
        header(DerCursor.OCTET_STRING, length);
        position += length;
        return position - length;
    }

    private void header(int tag, int length) {
        octets[position] = (byte) tag;
        position = length(length, position + 1);
    }

    /** Writes a length at {@code at} and says where it ends. */
    private int length(int length, int at) {
        int more = octetsOfLength(length) - 1;
        if (more == 0) {
            octets[at] = (byte) length;
            return at + 1;
        }
        octets[at] = (byte) (0x80 | more);
        for (int i = 1; i <= more; i++) {
            octets[at + i] = (byte) (length >> (8 * (more - i)));
        }
        return at + 1 + more;
    }

    private static int octetsOfLength(int length) {
        if (length < 0x80) {
            return 1;
        }
        if (length < 0x100) {
            return 2;
        }
        if (length < 0x1_0000) {
            return 3;
        }
        return length < 0x100_0000 ? 4 : 5;
    }

    private void reserve(int more) {
        if (more > octets.length - position) {
            byte[] larger = Arrays.copyOf(octets, Math.max(octets.length * 2, Math.addExact(position, more)));
            Arrays.fill(octets, 0, position, (byte) 0);
            octets = larger;
        }
    }
}
