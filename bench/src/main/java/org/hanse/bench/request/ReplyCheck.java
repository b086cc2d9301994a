package org.hanse.bench.request;

/** Decrypts an answer as its client would, and the ticket as its service would. */
@FunctionalInterface
public interface ReplyCheck {
    void real(byte[] answer) throws HollowReply;
}
