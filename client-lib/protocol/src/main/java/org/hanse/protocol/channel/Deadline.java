package org.hanse.protocol.channel;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/** Waits for one channel until a moment that does not move, however many pieces an answer comes in. */
final class Deadline implements AutoCloseable {
    private final long end;
    private final Selector selector;
    private final SelectionKey key;

    /** @param channel in non-blocking mode */
    Deadline(SelectableChannel channel, Duration timeout) throws IOException {
        this.end = System.nanoTime() + timeout.toNanos();
        this.selector = Selector.open();
        this.key = channel.register(selector, 0);
    }

    private Deadline(Deadline whole, long end) {
        this.end = end;
        this.selector = whole.selector;
        this.key = whole.key;
    }

    /** An earlier one for the first part of the work; nobody needs to close it. */
    Deadline within(Duration part) {
        long sooner = System.nanoTime() + part.toNanos();
        return new Deadline(this, sooner - end < 0 ? sooner : end);
    }

    /** Returns when the channel is ready for {@code operations}, a set of {@link SelectionKey}'s. */
    void await(int operations) throws IOException, ChannelFault {
        key.interestOps(operations);
        while (true) {
            long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                throw new ChannelFault(ChannelFault.Kind.TIMEOUT, "no answer in time");
            }
            selector.select(millis);
            if (Thread.currentThread().isInterrupted()) {
                throw new ChannelFault(ChannelFault.Kind.INTERRUPTED, "interrupted");
            }
            if (!selector.selectedKeys().isEmpty()) {
                selector.selectedKeys().clear();
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
