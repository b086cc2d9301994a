package org.hanse.kdc.federation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.protocol.wire.Octets;

/**
 * Why a realm does not even listen to what was posted: an answer without a signature, so nothing follows from it but a word to the operator. The words are
 * stable, docs/federation.md.
 */
enum MessageRefusal {
    SENDER_NOT_NAMED(400, "say who sends it, as ?from=REALM", "refuses this realm's name"),
    NOT_CMS(415, "messages are application/cms", "does not take messages of this kind"),
    NOT_DECLARED(403, "no trust with that realm is declared here", "has not declared this realm yet"),
    NOT_KNOWN_YET(
            503,
            "the documents of that realm are not known here at present",
            "cannot read this realm's documents: its operator's hanse trust show says why"),
    NOT_READY(503, "this realm has signed no document yet", "has signed no document yet"),
    SIGNATURE_WRONG(
            403,
            "it is not signed by a key that the sender's newest document lists",
            "does not know the key that this realm signs with; it is tried again"),
    MALFORMED(400, "it is no message of version 1 of the agreement", "does not understand this realm's messages"),
    NOT_FOR_US(400, "it is for another realm", "is another realm, or knows this one by another id"),
    TOO_MANY(429, "more messages than an agreement needs", "gets too many messages from here"),
    BUSY(503, "there is too much to do at the moment", "is overloaded");

    private final int status;
    private final String sentence;
    private final String said;

    MessageRefusal(int status, String sentence, String said) {
        this.status = status;
        this.sentence = sentence;
        this.said = said;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    HttpAnswer answer() {
        return HttpAnswer.text(status, word() + ": " + sentence);
    }

    /** For this realm's operator, when a peer has refused so. */
    String said() {
        return "the peer " + said;
    }

    /** What a peer's answer says, whatever else is in it. */
    static Optional<MessageRefusal> in(Octets body) {
        byte[] octets = body.toByteArray();
        String text = new String(octets, 0, Math.min(octets.length, 64), StandardCharsets.US_ASCII);
        return Arrays.stream(values())
                .filter(refusal -> text.startsWith(refusal.word() + ":"))
                .findFirst();
    }
}
