package org.hanse.kdc.engine;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A DER element as a tree that can be bent and written again, every length around a change put right. What is no DER is one leaf
 * without a tag, so that anything can be bent. Not thread-safe.
 */
final class DerTree {
    static final int NO_TAG = -1;
    private static final int CONSTRUCTED = 0x20;
    private static final int DEEPEST = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    int tag;
    /** Of a leaf. */
    byte[] content;
    /** Of a constructed element; its content is not looked at then. */
    final List<DerTree> children;
    /** Zero octets in front of the length, which make it longer than DER allows. */
    int padding;

    private DerTree(int tag, byte[] content, List<DerTree> children) {
        this.tag = tag;
        this.content = content;
        this.children = children;
    }

    static DerTree leaf(int tag, byte[] content) {
        return new DerTree(tag, content, new ArrayList<>());
    }

    static DerTree parse(byte[] octets) {
        DerTree whole = parse(octets, 0, octets.length, 0);
        return whole == null ? leaf(NO_TAG, octets) : whole;
    }

    /** Null unless exactly one element fills {@code from} to {@code end}. */
    private static DerTree parse(byte[] in, int from, int end, int depth) {
        int start = contentStart(in, from, end);
        if (start < 0 || endOf(in, from, end) != end || depth > DEEPEST) {
            return null;
        }
        int tag = in[from] & 0xFF;
        if ((tag & CONSTRUCTED) == 0) {
            return leaf(tag, Arrays.copyOfRange(in, start, end));
        }
        List<DerTree> children = new ArrayList<>();
        for (int at = start; at < end; ) {
            int next = endOf(in, at, end);
            DerTree child = next < 0 ? null : parse(in, at, next, depth + 1);
            if (child == null) {
                return leaf(tag, Arrays.copyOfRange(in, start, end));
            }
            children.add(child);
            at = next;
        }
        return new DerTree(tag, new byte[0], children);
    }

    private static int contentStart(byte[] in, int at, int end) {
        if (at + 2 > end) {
            return -1;
        }
        int first = in[at + 1] & 0xFF;
        int octets = first < 0x80 ? 0 : first - 0x80;
        return octets > 3 || at + 2 + octets > end ? -1 : at + 2 + octets;
    }

    private static int endOf(byte[] in, int at, int end) {
        int start = contentStart(in, at, end);
        if (start < 0) {
            return -1;
        }
        int length = start == at + 2 ? in[at + 1] : 0;
        for (int i = at + 2; i < start; i++) {
            length = length << 8 | in[i] & 0xFF;
        }
        return length > end - start ? -1 : start + length;
    }

    boolean isConstructed() {
        return !children.isEmpty();
    }

    /** This element and all below it, in the order of their octets. */
    List<DerTree> all() {
        List<DerTree> all = new ArrayList<>();
        collect(all);
        return all;
    }

    private void collect(List<DerTree> all) {
        all.add(this);
        for (DerTree child : children) {
            child.collect(all);
        }
    }

    DerTree copy() {
        DerTree copy = leaf(tag, content);
        copy.padding = padding;
        for (DerTree child : children) {
            copy.children.add(child.copy());
        }
        return copy;
    }

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out) {
        byte[] body = content;
        if (isConstructed()) {
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            children.forEach(child -> child.write(inner));
            body = inner.toByteArray();
        }
        if (tag != NO_TAG) {
            out.write(tag);
            writeLength(out, body.length);
        }
        out.writeBytes(body);
    }

    private void writeLength(ByteArrayOutputStream out, int length) {
        int octets = length < 0x80 && padding == 0 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
        if (octets > 0) {
            out.write(0x80 | octets + padding);
            for (int i = 0; i < padding; i++) {
                out.write(0);
            }
        }
        for (int i = Math.max(0, octets - 1); i >= 0; i--) {
            out.write(length >> 8 * i);
        }
    }

    // ---- making DER by hand, without a codec that would refuse to make it wrong

    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        return leaf(tag, body.toByteArray()).encode();
    }

    static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    static byte[] application(int number, byte[]... parts) {
        return element(0x60 | number, sequence(parts));
    }

    static byte[] field(int number, byte[] value) {
        return element(0xA0 | number, value);
    }

    static byte[] integer(long value) {
        return element(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] time(Instant value) {
        return element(0x18, TIME.format(value).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] value) {
        return element(0x04, value);
    }
}
