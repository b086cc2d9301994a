package org.hanse.kdc.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Octets, usually a fuzzer's, read as a list of small changes to a message that is made in layers: what will lie under a seal, the
 * seal's wrapping, the message around it. So a change deep inside arrives there although keys and checksums protect it.
 *
 * <p>One change is: an octet that names layer and kind, two that say where, one that counts octets, these octets. Not thread-safe.
 */
final class Edits {
    private static final int MOST = 32;
    /** Twice what a transport lets in; what has grown over it is not made longer. */
    private static final int LONGEST = 256 * 1024;

    private static final int HEADER = 4;

    /** Where numbers tend to break things. */
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        4,
        5,
        6,
        10,
        12,
        17,
        18,
        19,
        20,
        23,
        127,
        128,
        255,
        256,
        32767,
        32768,
        65535,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final String[] TIMES = {
        "19700101000000Z", "20261123120000Z", "20261123120001Z", "20261123220000Z", "20261124000000Z",
        "20361123120000Z", "20380119031408Z", "20991231235959Z", "21060207062816Z", "99991231235959Z",
        "00000101000000Z", "20261123250000Z", "20261123120000.5Z"
    };

    private record Edit(int layer, int kind, int where, byte[] data) {
        int datum() {
            return data.length == 0 ? 0 : data[0] & 0xFF;
        }
    }

    /** Changes after which a tree is a tree still, and after which there are octets only. */
    private static final int TREE_KINDS = 13;

    private static final int OCTET_KINDS = 4;

    private final List<Edit> edits = new ArrayList<>();
    private int layer;

    private Edits() {}

    static Edits none() {
        return new Edits();
    }

    static Edits of(byte[] program, int from) {
        Edits edits = new Edits();
        int at = from;
        while (at + HEADER <= program.length && edits.edits.size() < MOST) {
            int head = program[at] & 0xFF;
            int where = (program[at + 1] & 0xFF) << 8 | program[at + 2] & 0xFF;
            int end = Math.min(program.length, at + HEADER + (program[at + 3] & 0xFF));
            byte[] data = Arrays.copyOfRange(program, at + HEADER, end);
            edits.edits.add(new Edit(head >> 5, head & 0x1F, where, data));
            at = end;
        }
        return edits;
    }

    /** The next layer, changed as the list says. */
    byte[] bend(byte[] plain) {
        int now = layer++;
        byte[] bent = plain;
        for (Edit edit : edits) {
            if (edit.layer == now && bent.length <= LONGEST) {
                bent = apply(edit, bent);
            }
        }
        return bent;
    }

    private static byte[] apply(Edit edit, byte[] octets) {
        int kind = edit.kind % (TREE_KINDS + OCTET_KINDS);
        if (kind >= TREE_KINDS) {
            return applyToOctets(kind - TREE_KINDS, edit, octets);
        }
        DerTree tree = DerTree.parse(octets);
        List<DerTree> all = tree.all();
        DerTree target = all.get(edit.where % all.size());
        switch (kind) {
            case 0 -> replace(target, edit.data);
            case 1 -> target.tag = edit.datum();
            case 2 -> replaceValue(target, DerTree.parse(DerTree.integer(NUMBERS[edit.datum() % NUMBERS.length])));
            case 3 -> replaceValue(target, DerTree.leaf(0x18, TIMES[edit.datum() % TIMES.length].getBytes(US_ASCII)));
            case 4 -> become(target, all.get(edit.datum() % all.size()).copy());
            case 5 -> target.padding = 1 + edit.datum() % 4;
            case 6 -> wrap(target, 1 + edit.datum() % 40);
            case 7 -> target.children.clear();
            case 8 -> flip(target, edit.datum());
            default -> amongSiblings(kind, edit, all, target);
        }
        return tree.encode();
    }

    private static void amongSiblings(int kind, Edit edit, List<DerTree> all, DerTree target) {
        for (DerTree parent : all) {
            int at = parent.children.indexOf(target);
            if (at >= 0) {
                switch (kind) {
                    case 9 -> parent.children.remove(at);
                    case 10 -> repeat(parent, at, edit.datum());
                    case 11 -> parent.children.add(at, parent.children.remove((at + 1) % parent.children.size()));
                    default -> parent.children.add(at, DerTree.leaf(DerTree.NO_TAG, edit.data));
                }
                return;
            }
        }
    }

    private static void repeat(DerTree parent, int at, int times) {
        DerTree repeated = parent.children.get(at);
        int most = LONGEST / (1 + repeated.encode().length);
        for (int i = 0; i <= Math.min(times, most); i++) {
            parent.children.add(at, repeated.copy());
        }
    }

    /** The explicit tag of a field stays around its new value. */
    private static void replaceValue(DerTree target, DerTree value) {
        if (target.tag == value.tag) {
            replace(target, value.content);
        } else {
            replace(target, value.encode());
        }
    }

    private static void replace(DerTree target, byte[] value) {
        target.children.clear();
        target.content = value;
    }

    private static void become(DerTree target, DerTree other) {
        target.tag = other.tag;
        target.content = other.content;
        target.children.clear();
        target.children.addAll(other.children);
    }

    private static void wrap(DerTree target, int times) {
        for (int i = 0; i < times; i++) {
            DerTree inner = target.copy();
            become(target, DerTree.leaf(0x30, new byte[0]));
            target.children.add(inner);
        }
    }

    /** One bit of the content: flags, above all. */
    private static void flip(DerTree target, int bit) {
        if (target.content.length > 0) {
            byte[] flipped = target.content.clone();
            flipped[bit / 8 % flipped.length] ^= (byte) (1 << bit % 8);
            target.content = flipped;
        }
    }

    private static byte[] applyToOctets(int kind, Edit edit, byte[] octets) {
        int at = octets.length == 0 ? 0 : edit.where % octets.length;
        return switch (kind) {
            case 0 -> {
                byte[] changed = octets.clone();
                System.arraycopy(edit.data, 0, changed, at, Math.min(edit.data.length, changed.length - at));
                yield changed;
            }
            case 1 -> Arrays.copyOf(octets, at);
            case 2 -> join(octets, edit.data);
            default -> join(Arrays.copyOf(octets, at), edit.data, Arrays.copyOfRange(octets, at, octets.length));
        };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
