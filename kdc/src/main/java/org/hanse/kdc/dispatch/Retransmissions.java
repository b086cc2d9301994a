package org.hanse.kdc.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.protocol.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Replies by request, so that a request that is sent again, byte for byte and from the same address, gets the same answer and is
 * no replay (RFC 4120 §3.1.2 and §3.3.2). A convenience for lost datagrams: entries may be dropped early; the replay cache is
 * what security rests on. Thread-safe.
 *
 * <p>The replies lie one behind the other in a few large arrays that are written round and round. As objects they would live just
 * long enough for the collector to copy each of them twice before it is forgotten.
 */
final class Retransmissions {
    /** Clients give up after about half a minute. */
    private static final long KEPT_SECONDS = 60;

    /** Threads that write at the same time seldom meet in the same one. */
    private static final int STRIPES = 16;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    });

    /**
     * An answer that went out.
     *
     * @param proven whether it went to somebody who had proved something
     */
    record Reply(Octets octets, boolean proven) {}

    private final Stripe[] stripes = new Stripe[STRIPES];
    private final CacheCounts counts = new CacheCounts();

    Retransmissions() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** A request on its way through, found once and kept once. */
    final class Request {
        private final Octets digest;
        private final byte[] from;
        private final long second;

        private Request(Octets digest, byte[] from, long second) {
            this.digest = digest;
            this.from = from;
            this.second = second;
        }

        /** Tells the message from any other. */
        Octets digest() {
            return digest;
        }

        Optional<Reply> earlierReply() {
            Optional<Reply> found = Optional.ofNullable(stripe().find(this));
            if (found.isPresent()) {
                counts.hit();
            } else {
                counts.miss();
            }
            return found;
        }

        void keep(Reply reply) {
            stripe().keep(this, reply);
        }

        private Stripe stripe() {
            return stripes[digest.at(0) & (STRIPES - 1)];
        }
    }

    CacheCounts.Figures figures() {
        return counts.figures(
                "replies", Arrays.stream(stripes).mapToLong(Stripe::size).sum());
    }

    /** @param now the one reading of the clock for this request */
    Request request(byte[] message, InetAddress from, Instant now) {
        byte[] digest = SHA256.get().digest(message);
        return new Request(Octets.wrap(Arrays.copyOf(digest, Stripe.DIGEST)), from.getAddress(), now.getEpochSecond());
    }

    /**
     * A ring of entries and where each begins. An entry is: digest, second, length of the address, whether proven, length of the reply,
     * address, reply. A newer entry of the same slot hides an older one.
     */
    private static final class Stripe {
        private static final int DIGEST = 16;
        private static final int HEAD = DIGEST + Long.BYTES + 1 + 1 + Integer.BYTES;

        /** Octets; all stripes together some twenty thousand replies of stock length. */
        private static final int RING = 2 << 20;

        /** A power of two; four times what a full ring of stock replies needs. */
        private static final int SLOTS = 1 << 13;

        private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
        private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

        private byte[] ring = {};

        /** Where the entry of a slot begins, counted in octets ever written; 0 for none. */
        private long[] begins = {};

        /** Octets ever written. Begins one round in, so that no entry begins at 0. */
        private long written = RING;

        synchronized void keep(Request request, Reply reply) {
            int replyLength = reply.octets().length();
            int length = HEAD + request.from.length + replyLength;
            if (length > RING) {
                return;
            }
            if (ring.length == 0) {
                ring = new byte[RING];
                begins = new long[SLOTS];
            }
            int at = (int) (written % RING);
            if (at + length > RING) {
                written += RING - at;
                at = 0;
            }
            begins[slot(request)] = written;
            written += length;
            request.digest.copyTo(ring, at);
            at += DIGEST;
            LONG.set(ring, at, request.second);
            at += Long.BYTES;
            ring[at++] = (byte) request.from.length;
            ring[at++] = (byte) (reply.proven() ? 1 : 0);
            INT.set(ring, at, replyLength);
            at += Integer.BYTES;
            System.arraycopy(request.from, 0, ring, at, request.from.length);
            reply.octets().copyTo(ring, at + request.from.length);
        }

        /** Those that are not yet written over; the older of them are not given out any more. */
        synchronized long size() {
            return Arrays.stream(begins)
                    .filter(begin -> begin != 0 && begin >= written - RING)
                    .count();
        }

        synchronized @Nullable Reply find(Request request) {
            if (ring.length == 0) {
                return null;
            }
            long begin = begins[slot(request)];
            if (begin < written - RING || begin == 0) {
                return null;
            }
            int at = (int) (begin % RING);
            if (!request.digest.equals(Octets.copyOf(ring, at, at + DIGEST))) {
                return null;
            }
            at += DIGEST;
            long age = request.second - (long) LONG.get(ring, at);
            at += Long.BYTES;
            int fromLength = ring[at++];
            boolean proven = ring[at++] == 1;
            int replyLength = (int) INT.get(ring, at);
            at += Integer.BYTES;
            // A clock that was set back makes an entry look as if it came from the future.
            if (Math.abs(age) > KEPT_SECONDS
                    || !Arrays.equals(ring, at, at + fromLength, request.from, 0, request.from.length)) {
                return null;
            }
            at += fromLength;
            return new Reply(Octets.copyOf(ring, at, at + replyLength), proven);
        }

        /** Who asks from another address is another request, and does not push this one out. */
        private static int slot(Request request) {
            int bits = ((request.digest.at(1) & 0xFF) << 8) | (request.digest.at(2) & 0xFF);
            return (bits ^ Arrays.hashCode(request.from)) & (SLOTS - 1);
        }
    }
}
