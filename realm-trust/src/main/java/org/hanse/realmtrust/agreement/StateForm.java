package org.hanse.realmtrust.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * A state as a store keeps it, JSON that only we read. What is pending stands apart: it holds sealed secrets, and comes into no backup.
 *
 * @param pending empty if nothing is
 */
public record StateForm(String state, Optional<String> pending) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static StateForm of(AgreementState state) {
        ObjectNode object = JSON.createObjectNode();
        MessageWriter.party(object.putObject("self"), state.parties().self());
        MessageWriter.party(object.putObject("peer"), state.parties().peer());
        object.put("direction", state.direction().word());
        object.put("identityConfirmed", state.identityConfirmed());
        MessageWriter.standing(object.putObject("own"), state.own());
        MessageWriter.standing(object.putObject("heard"), state.peer());
        object.put("seen", state.seen());
        ArrayNode epochs = object.putArray("epochs");
        state.epochs().forEach(kept -> epoch(epochs.addObject(), kept));
        object.put("attempts", state.retry().attempts());
        object.put("retryAt", state.retry().at().toString());
        object.put("rotateAt", state.rotateAt().toString());
        state.failure()
                .ifPresent(failure -> object.putObject("failure")
                        .put("code", failure.code().word())
                        .put("byPeer", failure.byPeer())
                        .put("since", failure.since().toString()));
        object.put("restored", state.restored());
        return new StateForm(text(object), pending(state.pending()));
    }

    private static void epoch(ObjectNode object, KeptEpoch kept) {
        object.put("epoch", kept.epoch().number())
                .put("in", kept.uses().in())
                .put("out", kept.uses().out())
                .put("inForce", kept.inForce().toString())
                .put("inUse", kept.inUse())
                .put("proposal", kept.proposal().hex())
                .put("transcript", kept.transcript().hex());
        kept.forgetAt().ifPresent(end -> object.put("forgetAt", end.toString()));
    }

    private static Optional<String> pending(Pending pending) {
        ObjectNode object = JSON.createObjectNode();
        if (pending instanceof Pending.Proposed open) {
            open.proposal().fold(new MessageWriter.Bodies(object));
            object.put("hash", open.hash().hex()).put("secret", base64(open.secret()));
        } else if (pending instanceof Pending.Answered open) {
            open.answer().fold(new MessageWriter.Bodies(object));
            object.put("epoch", open.epoch().number())
                    .put("transcript", open.transcript().hex())
                    .put("root", base64(open.root()))
                    .put("in", open.uses().in())
                    .put("out", open.uses().out())
                    .put("until", open.until().toString());
        } else if (pending instanceof Pending.Confirming open) {
            object.put("epoch", open.epoch().number())
                    .put("suite", open.suite().word())
                    .put("transcript", open.transcript().hex())
                    .put("root", base64(open.root()))
                    .put("mac", open.mac().hex());
        }
        return object.isEmpty() ? Optional.empty() : Optional.of(text(object));
    }

    /**
     * @throws IllegalStateException if it was not written by {@link #of}
     */
    public AgreementState read() {
        try {
            Fields fields = new Fields(tree(state), "state");
            Optional<Failure> failure = fields.has("failure") ? Optional.of(failure(fields)) : Optional.empty();
            return new AgreementState(
                    new Parties(MessageReader.party(fields.object("self")), MessageReader.party(fields.object("peer"))),
                    fields.direction("direction"),
                    fields.truth("identityConfirmed"),
                    MessageReader.standing(fields.object("own")),
                    MessageReader.standing(fields.object("heard")),
                    fields.number("seen", Standing.LAST_SERIAL),
                    epochs(fields),
                    pending.isEmpty() ? new Pending.None() : pending(new Fields(tree(pending.get()), "pending")),
                    new Retry((int) fields.number("attempts", Integer.MAX_VALUE), time(fields, "retryAt")),
                    time(fields, "rotateAt"),
                    failure,
                    fields.truth("restored"));
        } catch (MessageFault fault) {
            throw new IllegalStateException("a stored agreement cannot be read: " + fault.getMessage(), fault);
        }
    }

    private static Failure failure(Fields fields) throws MessageFault {
        Fields of = fields.object("failure");
        RejectionCode code = RejectionCode.byWord(of.text("code")).orElseThrow();
        return new Failure(code, of.truth("byPeer"), time(of, "since"));
    }

    private static List<KeptEpoch> epochs(Fields fields) throws MessageFault {
        List<KeptEpoch> epochs = new ArrayList<>();
        for (Fields of : fields.objects("epochs")) {
            epochs.add(new KeptEpoch(
                    of.epoch("epoch"),
                    new Uses(of.truth("in"), of.truth("out")),
                    time(of, "inForce"),
                    of.truth("inUse"),
                    of.hex("proposal", Proposal.HASH),
                    of.hex("transcript", Proposal.HASH),
                    of.has("forgetAt") ? Optional.of(time(of, "forgetAt")) : Optional.empty()));
        }
        return epochs;
    }

    private static Pending pending(Fields fields) throws MessageFault {
        if (fields.has("propose")) {
            return new Pending.Proposed(
                    MessageReader.proposal(fields.object("propose")),
                    fields.hex("hash", Proposal.HASH),
                    octets(fields, "secret"));
        }
        if (fields.has("answer")) {
            Answer answer = MessageReader.answer(fields.object("answer"));
            return new Pending.Answered(
                    fields.epoch("epoch"),
                    Suite.byWord(answer.suite()).orElseThrow(),
                    answer,
                    fields.hex("transcript", Proposal.HASH),
                    octets(fields, "root"),
                    new Uses(fields.truth("in"), fields.truth("out")),
                    time(fields, "until"));
        }
        return new Pending.Confirming(
                fields.epoch("epoch"),
                Suite.byWord(fields.text("suite")).orElseThrow(),
                fields.hex("transcript", Proposal.HASH),
                octets(fields, "root"),
                fields.hex("mac", KeySchedule.LENGTH));
    }

    private static Instant time(Fields fields, String field) throws MessageFault {
        return Instant.parse(fields.text(field));
    }

    private static Octets octets(Fields fields, String field) throws MessageFault {
        return Octets.wrap(Base64.getDecoder().decode(fields.text(field)));
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private static String text(ObjectNode object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored agreement is no JSON", e);
        }
    }
}
