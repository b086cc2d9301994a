package org.hanse.kdc.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.WireCode;

/**
 * A fuzz target ({@code scripts/fuzz request}): the whole engine over a realm in memory. An input that begins like a request, 6A or 6C,
 * is one, octet for octet. Any other input says which {@link RequestSeed} is made (its first octet), when and by which transport it
 * comes (its second), and how it is bent on the way ({@link Edits}).
 *
 * <p>Whatever comes in: nothing is thrown, no reason is INTERNAL_ERROR, and the answer is silence over UDP, a KRB-ERROR with a code
 * of ours, or a reply.
 */
public final class RequestFuzz {
    private static final byte[] NOTHING = {0, 0};
    private static final Pattern TEXT = Pattern.compile(".* id=[0-9A-F]{8}", Pattern.DOTALL);

    /** How much later than noon the client and the server think it is. */
    private record Clocks(Duration client, Duration server) {
        static Clocks both(Duration later) {
            return new Clocks(later, later);
        }
    }

    /** Apart, or so late that things expire; mostly neither. */
    private static final List<Clocks> CLOCKS = List.of(
            Clocks.both(Duration.ZERO),
            Clocks.both(Duration.ZERO),
            Clocks.both(Duration.ZERO),
            Clocks.both(Duration.ofMinutes(5)),
            new Clocks(Duration.ZERO, Duration.ofMinutes(6)),
            new Clocks(Duration.ofMinutes(6), Duration.ZERO),
            Clocks.both(Duration.ofHours(11)),
            Clocks.both(Duration.ofDays(8)));

    /** After so many requests a fresh realm: else what it must remember (replays above all) fills the memory. */
    private static final int REQUESTS_PER_REALM = 20_000;

    private static RequestFuzz one;

    private final FuzzedRealm world = new FuzzedRealm();
    private final List<RequestSeed.Layers> seeds = new ArrayList<>();
    private int requests;

    RequestFuzz() {
        for (RequestSeed seed : RequestSeed.values()) {
            seeds.add(seed.in(world));
        }
    }

    /** Before the first input, whose time is measured: much is loaded for the first time. */
    public static void fuzzerInitialize() {
        one = new RequestFuzz();
        for (int i = 0; i < one.seeds.size(); i++) {
            one.answered(new byte[] {(byte) i, 0});
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (one.requests == REQUESTS_PER_REALM) {
            one = new RequestFuzz();
        }
        one.answered(input);
    }

    /** Answers and judges one input. */
    Optional<RequestRecord> answered(byte[] input) {
        requests++;
        if (input.length > 0 && (input[0] == 0x6A || input[0] == 0x6C)) {
            world.kdc.at(TestRealm.NOON);
            Optional<RequestRecord> record = judged(input, Transport.UDP);
            judged(input, Transport.TCP);
            return record;
        }
        byte[] program = input.length < NOTHING.length ? NOTHING : input;
        int circumstances = program[1] & 0xFF;
        Clocks clocks = CLOCKS.get(circumstances >> 1 & 7);
        world.kdc.at(TestRealm.NOON.plus(clocks.server));
        RequestSeed.Layers layers = seeds.get((program[0] & 0xFF) % seeds.size());
        byte[] message = layers.make(Edits.of(program, NOTHING.length), TestRealm.NOON.plus(clocks.client));
        return judged(message, (circumstances & 1) == 0 ? Transport.TCP : Transport.UDP);
    }

    private Optional<RequestRecord> judged(byte[] message, Transport transport) {
        world.kdc.records.clear();
        byte[] answer = world.kdc.answer(message, transport);
        // A retransmission is answered and not recorded again.
        Optional<RequestRecord> record = world.kdc.records.stream().findFirst();
        if (record.flatMap(RequestRecord::refused)
                .filter(Reason.INTERNAL_ERROR::equals)
                .isPresent()) {
            throw new AssertionError("failed inside: " + record.get().detail());
        }
        if (answer.length == 0) {
            if (transport != Transport.UDP) {
                throw new AssertionError("silence over TCP");
            }
        } else if (answer[0] == 0x7E) {
            checkError(answer);
        } else {
            checkReply(answer, record);
        }
        return record;
    }

    private static void checkError(byte[] answer) {
        KrbError error;
        try {
            error = KerberosCodec.decodeKrbError(answer);
        } catch (DecodeFault fault) {
            throw new AssertionError("an error that is none: " + fault.getMessage());
        }
        if (WireCode.of(error.code()).isEmpty()
                || !TEXT.matcher(error.text().orElse("")).matches()) {
            throw new AssertionError("an error that says " + error.code() + " " + error.text());
        }
    }

    private static void checkReply(byte[] answer, Optional<RequestRecord> record) {
        try {
            KerberosCodec.decodeKdcReply(answer);
        } catch (DecodeFault fault) {
            throw new AssertionError("a reply that is none: " + fault.getMessage());
        }
        if (record.isPresent() && record.get().issued().isEmpty()) {
            throw new AssertionError("a reply, and a record of a refusal: " + record.get());
        }
    }
}
