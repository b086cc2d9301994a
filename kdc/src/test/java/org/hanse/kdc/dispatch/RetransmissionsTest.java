package org.hanse.kdc.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.hanse.protocol.wire.Octets;
import org.junit.jupiter.api.Test;

class RetransmissionsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final InetAddress HERE = address("192.0.2.1");

    private final Retransmissions retransmissions = new Retransmissions();

    @Test
    void whatWasKeptComesBackWhole() {
        keep(1, HERE, reply(1, 700));
        keep(2, HERE, new Retransmissions.Reply(Octets.EMPTY, false));
        assertThat(request(1, HERE, NOW).earlierReply()).contains(reply(1, 700));
        assertThat(request(2, HERE, NOW).earlierReply()).contains(new Retransmissions.Reply(Octets.EMPTY, false));
        assertThat(request(3, HERE, NOW).earlierReply()).isEmpty();
    }

    @Test
    void eachAddressHasItsOwn() {
        InetAddress there = address("2001:db8::1");
        keep(1, HERE, reply(1, 100));
        assertThat(request(1, there, NOW).earlierReply()).isEmpty();
        keep(1, there, reply(2, 100));
        assertThat(request(1, there, NOW).earlierReply()).contains(reply(2, 100));
        assertThat(request(1, HERE, NOW).earlierReply()).contains(reply(1, 100));
    }

    @Test
    void itIsKeptForAMinuteByEitherDirectionOfTheClock() {
        keep(1, HERE, reply(1, 100));
        assertThat(request(1, HERE, NOW.plusSeconds(60)).earlierReply()).isPresent();
        assertThat(request(1, HERE, NOW.plusSeconds(61)).earlierReply()).isEmpty();
        assertThat(request(1, HERE, NOW.minusSeconds(60)).earlierReply()).isPresent();
        assertThat(request(1, HERE, NOW.minusSeconds(61)).earlierReply()).isEmpty();
    }

    /** Three times what there is room for: nothing that comes back is another's, the newest are all there, the oldest gone. */
    @Test
    void aFullRingForgetsTheOldestAndMixesUpNothing() {
        int replies = 3 * 16 * (2 << 20) / 8000;
        for (int i = 0; i < replies; i++) {
            keep(i, HERE, reply(i, 7_000 + i % 1_000));
        }
        int found = 0;
        for (int i = 0; i < replies; i++) {
            var earlier = request(i, HERE, NOW).earlierReply();
            if (earlier.isPresent()) {
                assertThat(earlier).contains(reply(i, 7_000 + i % 1_000));
                found++;
            }
        }
        assertThat(found).isBetween(replies / 5, replies / 2);
        assertThat(request(0, HERE, NOW).earlierReply()).isEmpty();
        assertThat(request(replies - 1, HERE, NOW).earlierReply()).isPresent();
    }

    @Test
    void whatIsLargerThanTheRingIsNotKept() {
        keep(1, HERE, reply(1, 3 << 20));
        assertThat(request(1, HERE, NOW).earlierReply()).isEmpty();
    }

    private void keep(int request, InetAddress from, Retransmissions.Reply reply) {
        request(request, from, NOW).keep(reply);
    }

    private Retransmissions.Request request(int number, InetAddress from, Instant now) {
        return retransmissions.request(
                ByteBuffer.allocate(Integer.BYTES).putInt(number).array(), from, now);
    }

    private static Retransmissions.Reply reply(int number, int length) {
        byte[] octets = new byte[length];
        ByteBuffer.wrap(octets).putInt(0, number).putInt(length - Integer.BYTES, ~number);
        return new Retransmissions.Reply(Octets.wrap(octets), true);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
