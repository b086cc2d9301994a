package org.hanse.realmtrust.agreement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.MessageFault.Kind;

/**
 * Reads the payload of a message: JSON of a closed schema in one strict form. What is not exactly that is refused, so that no two
 * readers can take one message for two. Thread-safe.
 */
final class MessageReader {
    /** The longest proposal has half of it. */
    static final int LONGEST = 8 * 1024;

    static final String TYPE = "hanse-agreement-1";

    private static final int DEEPEST = 3;
    private static final int LONGEST_SUITE = 64;
    private static final List<String> BODIES = List.of("propose", "answer", "confirm", "reject");

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(16)
                            .maxNameLength(32)
                            .maxStringLength(4096)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private MessageReader() {}

    static Message read(byte[] payload) throws MessageFault {
        Fields fields = new Fields(tree(payload), "");
        if (!fields.text("type").equals(TYPE)) {
            throw new MessageFault(Kind.NOT_AN_AGREEMENT, "type");
        }
        try {
            Message message = new Message(head(fields), body(fields));
            fields.end();
            return message;
        } catch (IllegalArgumentException e) {
            // What single fields cannot show, the records do: a counter, a name, a time out of range.
            throw new MessageFault(Kind.OUT_OF_RANGE, "");
        }
    }

    private static JsonNode tree(byte[] payload) throws MessageFault {
        if (payload.length > LONGEST) {
            throw new MessageFault(Kind.TOO_LONG, "");
        }
        try {
            // Decoded here, since the parser would guess at UTF-16 and UTF-32 too.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            JsonNode tree = JSON.readTree(text);
            if (tree.isMissingNode()) {
                throw new MessageFault(Kind.NOT_JSON, "");
            }
            return tree;
        } catch (CharacterCodingException e) {
            throw new MessageFault(Kind.NOT_UTF8, "");
        } catch (JsonProcessingException e) {
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw new MessageFault(twice ? Kind.FIELD_TWICE : Kind.NOT_JSON, "");
        }
    }

    private static Head head(Fields fields) throws MessageFault {
        return new Head(
                party(fields.object("from")),
                party(fields.object("to")),
                fields.time("sent"),
                standing(fields.object("standing")),
                fields.number("seen", Head.LAST_SEEN),
                fields.number("seenRemovals", Head.MOST_SEEN_REMOVALS));
    }

    static Party party(Fields fields) throws MessageFault {
        String name = fields.text("name");
        String id = fields.text("id");
        fields.end();
        return new Party(RealmName.of(name), id);
    }

    static Standing standing(Fields fields) throws MessageFault {
        Standing standing = new Standing(
                fields.number("serial", Standing.LAST_SERIAL),
                fields.truth("declared"),
                fields.truth("suspended"),
                fields.number("removals", Standing.MOST_REMOVALS),
                fields.epoch("revoked"),
                fields.epoch("highest"),
                fields.epoch("accepts"),
                fields.epoch("issues"),
                Duration.ofSeconds(fields.number("ticketLife", Standing.LONGEST_LIFE.toSeconds())));
        fields.end();
        return standing;
    }

    private static Body body(Fields fields) throws MessageFault {
        List<String> there = new ArrayList<>(BODIES);
        there.removeIf(name -> !fields.has(name));
        if (there.isEmpty()) {
            return new Notice();
        }
        if (there.size() > 1) {
            throw new MessageFault(Kind.MORE_THAN_ONE_BODY, there.get(1));
        }
        Fields of = fields.object(there.get(0));
        Body body = switch (there.get(0)) {
            case "propose" -> proposal(of);
            case "answer" -> answer(of);
            case "confirm" -> confirmation(of);
            default -> rejection(of);
        };
        of.end();
        return body;
    }

    static Proposal proposal(Fields of) throws MessageFault {
        return new Proposal(
                of.epoch("epoch"),
                of.time("expires"),
                suites(of),
                of.direction("direction"),
                of.hex("ownDocument", Proposal.HASH),
                of.hex("peerDocument", Proposal.HASH),
                of.base64("x25519", KeyExchange.X25519_KEY),
                of.base64("mlkem768", KeyExchange.MLKEM_KEY));
    }

    static Answer answer(Fields of) throws MessageFault {
        return new Answer(
                of.hex("proposal", Proposal.HASH),
                suite(of.text("suite")),
                suites(of),
                of.direction("direction"),
                of.base64("x25519", KeyExchange.X25519_KEY),
                of.base64("mlkem768", KeyExchange.MLKEM_CIPHERTEXT),
                of.hex("mac", KeySchedule.LENGTH));
    }

    private static Confirmation confirmation(Fields of) throws MessageFault {
        return new Confirmation(of.hex("answer", Proposal.HASH), of.hex("mac", KeySchedule.LENGTH));
    }

    private static Rejection rejection(Fields of) throws MessageFault {
        RejectionCode code =
                RejectionCode.byWord(of.text("code")).orElseThrow(() -> new MessageFault(Kind.OUT_OF_RANGE, "code"));
        Octets about = of.hex("about", Proposal.HASH);
        return new Rejection(code, about);
    }

    private static List<String> suites(Fields of) throws MessageFault {
        List<String> suites = of.texts("suites", Proposal.MOST_SUITES);
        for (String suite : suites) {
            suite(suite);
        }
        return suites;
    }

    private static String suite(String name) throws MessageFault {
        if (name.length() > LONGEST_SUITE || !name.matches("[a-z0-9-]+")) {
            throw new MessageFault(Kind.ENCODING_WRONG, "suites");
        }
        return name;
    }
}
