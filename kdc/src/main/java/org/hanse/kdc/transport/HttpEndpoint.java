package org.hanse.kdc.transport;

import java.util.concurrent.CompletionStage;

/** What another room serves at a path of the HTTPS port. Thread-safe; never throws for what a peer sent. */
@FunctionalInterface
public interface HttpEndpoint {
    /**
     * Answers one request, whose body has come whole.
     *
     * <p>The calling thread is one of a few that serve all connections. Who must wait, for a disk or for another machine, returns at
     * once and completes the answer from a thread of its own.
     *
     * @return the answer; if it fails, the peer is told 500 and the log why
     */
    CompletionStage<HttpAnswer> answer(HttpRequest request);
}
