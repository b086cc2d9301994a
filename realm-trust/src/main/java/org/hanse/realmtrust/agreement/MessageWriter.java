package org.hanse.realmtrust.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import org.hanse.protocol.wire.Octets;

/** Writes the payload of a message as {@link MessageReader} reads it. Thread-safe. */
final class MessageWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MessageWriter() {}

    static byte[] write(Message message) {
        ObjectNode object = JSON.createObjectNode().put("type", MessageReader.TYPE);
        head(object, message.head());
        message.body().fold(new Bodies(object));
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void head(ObjectNode object, Head head) {
        party(object.putObject("from"), head.from());
        party(object.putObject("to"), head.to());
        object.put("sent", head.sent().toString());
        standing(object.putObject("standing"), head.standing());
        object.put("seen", head.seen()).put("seenRemovals", head.seenRemovals());
    }

    static void party(ObjectNode object, Party party) {
        object.put("name", party.name().value()).put("id", party.id());
    }

    static void standing(ObjectNode object, Standing standing) {
        object.put("serial", standing.serial())
                .put("declared", standing.declared())
                .put("suspended", standing.suspended())
                .put("removals", standing.removals())
                .put("revoked", standing.revoked().number())
                .put("highest", standing.highest().number())
                .put("accepts", standing.accepts().number())
                .put("issues", standing.issues().number())
                .put("ticketLife", standing.ticketLife().toSeconds());
    }

    /** Writes a body into the message under its name. */
    record Bodies(ObjectNode message) implements Body.Cases<ObjectNode> {
        @Override
        public ObjectNode proposal(Proposal proposal) {
            ObjectNode object = message.putObject("propose")
                    .put("epoch", proposal.epoch().number())
                    .put("expires", proposal.expires().toString());
            suites(object, proposal.suites());
            return object.put("direction", proposal.direction().word())
                    .put("ownDocument", proposal.ownDocument().hex())
                    .put("peerDocument", proposal.peerDocument().hex())
                    .put("x25519", base64(proposal.x25519()))
                    .put("mlkem768", base64(proposal.mlkem()));
        }

        @Override
        public ObjectNode answer(Answer answer) {
            ObjectNode object = message.putObject("answer")
                    .put("proposal", answer.proposal().hex())
                    .put("suite", answer.suite());
            suites(object, answer.suites());
            return object.put("direction", answer.direction().word())
                    .put("x25519", base64(answer.x25519()))
                    .put("mlkem768", base64(answer.mlkem()))
                    .put("mac", answer.mac().hex());
        }

        @Override
        public ObjectNode confirmation(Confirmation confirmation) {
            return message.putObject("confirm")
                    .put("answer", confirmation.answer().hex())
                    .put("mac", confirmation.mac().hex());
        }

        @Override
        public ObjectNode rejection(Rejection rejection) {
            return message.putObject("reject")
                    .put("code", rejection.code().word())
                    .put("about", rejection.about().hex());
        }

        @Override
        public ObjectNode notice(Notice notice) {
            return message;
        }

        private static void suites(ObjectNode object, List<String> suites) {
            suites.forEach(object.putArray("suites")::add);
        }

        private static String base64(Octets octets) {
            return Base64.getEncoder().encodeToString(octets.toByteArray());
        }
    }
}
