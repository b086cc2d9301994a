package org.hanse.realmtrust.agreement;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.hanse.protocol.wire.Octets;

/**
 * What two realms have said to each other, as octets with one reading only: fields in a fixed order, each behind its length of four
 * octets. Not the octets of the JSON: who sends a proposal again may sign it anew, and it stays the same proposal.
 */
final class Transcript {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(2048);

    Transcript(String label) {
        text(label);
    }

    /**
     * @param proposerRemovals the proposer's counter of removals, and
     * @param answererRemovals the answerer's, as both know them: what was said before a removal leads nowhere after it
     */
    static Octets ofProposal(
            Party proposer, Party answerer, long proposerRemovals, long answererRemovals, Proposal proposal) {
        return new Transcript("hanse-agreement-1 proposal")
                .party(proposer)
                .party(answerer)
                .number(proposerRemovals)
                .number(answererRemovals)
                .number(proposal.epoch().number())
                .number(proposal.expires().getEpochSecond())
                .texts(proposal.suites())
                .text(proposal.direction().word())
                .field(proposal.ownDocument())
                .field(proposal.peerDocument())
                .field(proposal.x25519())
                .field(proposal.mlkem())
                .hash();
    }

    /** With the counters as the sender of the proposal has them. */
    static Octets ofProposal(Head head, Proposal proposal) {
        return ofProposal(head.from(), head.to(), head.standing().removals(), head.seenRemovals(), proposal);
    }

    /** The hash of the whole transcript: the answer's fields but the MAC, and through the proposal's hash all that came before. */
    static Octets ofAnswer(Answer answer) {
        return new Transcript("hanse-agreement-1 answer")
                .field(answer.proposal())
                .text(answer.suite())
                .texts(answer.suites())
                .text(answer.direction().word())
                .field(answer.x25519())
                .field(answer.mlkem())
                .hash();
    }

    Transcript party(Party party) {
        return text(party.name().value()).text(party.id());
    }

    Transcript texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    Transcript text(String value) {
        return field(Octets.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    Transcript number(long value) {
        return field(Octets.wrap(ByteBuffer.allocate(Long.BYTES).putLong(value).array()));
    }

    Transcript field(Octets value) {
        octets.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(value.length()).array());
        octets.writeBytes(value.toByteArray());
        return this;
    }

    byte[] toByteArray() {
        return octets.toByteArray();
    }

    Octets hash() {
        try {
            return Octets.wrap(MessageDigest.getInstance("SHA-384").digest(toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-384", e);
        }
    }
}
