package org.hanse.protocol.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A SEQUENCE that the gate has let through, read by context tag with the raw numbers. Readers of mandatory fields rely on the gate:
 * it has seen that they are there and in range. There are two: {@link DerSequence} reads the octets where they lie,
 * {@link KerbySequence} has Kerby's codec read them. For one thread, and for as long as a record is being made of it.
 */
interface Sequence {
    boolean has(int tag);

    int int32(int tag);

    /** Modulo 2^32: a negative number is what an old client made of a large one. */
    long uint32(int tag);

    /** Bits 0 to 31, bit 0 the most significant; what is missing is 0. */
    int flags(int tag);

    /** A copy: it outlives the message. */
    Octets octets(int tag);

    /** Where they lie, if they do: only for what nobody keeps longer than the request. */
    Octets slice(int tag);

    SecretBytes secret(int tag);

    String text(int tag);

    Instant time(int tag);

    default Optional<Instant> maybeTime(int tag) {
        return has(tag) ? Optional.of(time(tag)) : Optional.empty();
    }

    /** The sequence that a field holds; of a tagged one, what is within the tag. */
    Sequence child(int tag);

    default <T> Optional<T> maybe(int tag, Function<Sequence, T> child) {
        return has(tag) ? Optional.of(child.apply(child(tag))) : Optional.empty();
    }

    /** What the elements of an optional list are; an empty one reads as an absent one, RFC 4120 §5.1.3. */
    <T> List<T> list(int tag, Function<Sequence, T> element);

    List<String> texts(int tag);

    List<Integer> int32s(int tag);

    /** The DER of this sequence with the tag around it if it has one, where it lies: what checksums are over, and tickets. */
    Octets received();
}
