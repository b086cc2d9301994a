package org.hanse.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One client: at most one request is open on it at a time, so that an answer needs no look into it to be matched with its request.
 * Of the generator's thread.
 */
abstract class Line {
    /** Longer than any answer. */
    static final int MAX_ANSWER = 64 * 1024;

    /** Which request is open. */
    int request;
    /** When it was due to be sent, and when it was given up as lost, by {@link System#nanoTime}. */
    long due;

    boolean open;

    abstract void send(byte[] message) throws IOException;

    /** Called when the channel is ready; the answer, flipped, when it is whole, else an empty buffer. */
    abstract ByteBuffer ready() throws IOException;

    /** Forgets the open request: a late answer must not be taken for one to the next. */
    abstract void reset() throws IOException;

    abstract void close() throws IOException;
}
