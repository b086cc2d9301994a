package org.hanse.kdc.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hanse.protocol.wire.Octets;

/**
 * Replies by request, so that a request that is sent again, byte for byte and from the same address, gets the same answer and is
 * no replay (RFC 4120 §3.1.2 and §3.3.2). A convenience for lost datagrams: entries may be dropped early; the replay cache is
 * what security rests on. Thread-safe.
 */
final class Retransmissions {
    /** Clients give up after about half a minute. */
    private static final Duration KEPT = Duration.ofSeconds(60);

    private static final int MAX_OCTETS = 32 << 20;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    });

    private record Key(Octets digest, InetAddress from) {}

    /**
     * An answer that went out.
     *
     * @param proven whether it went to somebody who had proved something
     */
    record Reply(Octets octets, boolean proven) {}

    private final Cache<Key, Reply> replies;

    Retransmissions(Clock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        replies = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(KEPT)
                .maximumWeight(MAX_OCTETS)
                .weigher((Key key, Reply reply) -> reply.octets().length() + 128)
                .executor(Runnable::run)
                .build();
    }

    /** A request on its way through, found once and kept once. */
    final class Request {
        private final Key key;

        private Request(Key key) {
            this.key = key;
        }

        /** Tells the message from any other. */
        Octets digest() {
            return key.digest();
        }

        Optional<Reply> earlierReply() {
            return Optional.ofNullable(replies.getIfPresent(key));
        }

        void keep(Reply reply) {
            replies.put(key, reply);
        }
    }

    Request request(byte[] message, InetAddress from) {
        byte[] digest = SHA256.get().digest(message);
        return new Request(new Key(Octets.wrap(Arrays.copyOf(digest, 16)), from));
    }
}
