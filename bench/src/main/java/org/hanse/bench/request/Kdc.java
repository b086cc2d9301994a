package org.hanse.bench.request;

import java.io.IOException;

/** One question, one answer: a server on the network, or an engine in this process. */
@FunctionalInterface
public interface Kdc {
    byte[] answer(byte[] request) throws IOException;
}
