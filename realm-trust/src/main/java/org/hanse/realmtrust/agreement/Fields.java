package org.hanse.realmtrust.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.MessageFault.Kind;
import org.hanse.realmtrust.trust.TrustDirection;

/** A JSON object whose fields are taken one by one, each in its one form; one that nobody took is one that nobody knows. */
final class Fields {
    private final JsonNode object;
    private final Set<String> taken = new HashSet<>();

    Fields(JsonNode object, String field) throws MessageFault {
        if (!object.isObject()) {
            throw new MessageFault(Kind.TYPE_WRONG, field);
        }
        this.object = object;
    }

    boolean has(String field) {
        return object.has(field);
    }

    /** To be called last. */
    void end() throws MessageFault {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!taken.contains(names.next())) {
                throw new MessageFault(Kind.FIELD_UNKNOWN, "");
            }
        }
    }

    Fields object(String field) throws MessageFault {
        return new Fields(take(field), field);
    }

    List<Fields> objects(String field) throws MessageFault {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : take(field)) {
            objects.add(new Fields(element, field));
        }
        return objects;
    }

    String text(String field) throws MessageFault {
        return text(take(field), field);
    }

    List<String> texts(String field, int most) throws MessageFault {
        JsonNode list = take(field);
        if (!list.isArray()) {
            throw new MessageFault(Kind.TYPE_WRONG, field);
        }
        if (list.isEmpty() || list.size() > most) {
            throw new MessageFault(Kind.OUT_OF_RANGE, field);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list) {
            texts.add(text(element, field));
        }
        return texts;
    }

    boolean truth(String field) throws MessageFault {
        JsonNode value = take(field);
        if (!value.isBoolean()) {
            throw new MessageFault(Kind.TYPE_WRONG, field);
        }
        return value.booleanValue();
    }

    long number(String field, long most) throws MessageFault {
        JsonNode value = take(field);
        if (!value.isIntegralNumber()) {
            throw new MessageFault(Kind.TYPE_WRONG, field);
        }
        if (!value.canConvertToLong() || value.longValue() < 0 || value.longValue() > most) {
            throw new MessageFault(Kind.OUT_OF_RANGE, field);
        }
        return value.longValue();
    }

    Epoch epoch(String field) throws MessageFault {
        return Epoch.of(number(field, Epoch.LAST));
    }

    /** Standard base64 with padding, in its one form. */
    Octets base64(String field, int length) throws MessageFault {
        String text = text(field);
        if (text.length() != (length + 2) / 3 * 4) {
            throw new MessageFault(Kind.LENGTH_WRONG, field);
        }
        try {
            byte[] octets = Base64.getDecoder().decode(text);
            if (octets.length == length
                    && Base64.getEncoder().encodeToString(octets).equals(text)) {
                return Octets.wrap(octets);
            }
        } catch (IllegalArgumentException e) {
            // as any other text that is not what the octets are written as
        }
        throw new MessageFault(Kind.ENCODING_WRONG, field);
    }

    /** Lower-case hexadecimal. */
    Octets hex(String field, int length) throws MessageFault {
        String text = text(field);
        if (text.length() != 2 * length) {
            throw new MessageFault(Kind.LENGTH_WRONG, field);
        }
        if (!text.matches("[0-9a-f]*")) {
            throw new MessageFault(Kind.ENCODING_WRONG, field);
        }
        return Octets.wrap(HexFormat.of().parseHex(text));
    }

    /** {@code 2026-11-25T12:00:00Z}: UTC, whole seconds, years of four digits. */
    Instant time(String field) throws MessageFault {
        String text = text(field);
        try {
            Instant time = Instant.parse(text);
            if (text.length() == 20 && time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            // as any other text that is not what a time is written as
        }
        throw new MessageFault(Kind.ENCODING_WRONG, field);
    }

    TrustDirection direction(String field) throws MessageFault {
        String word = text(field);
        for (TrustDirection direction : TrustDirection.values()) {
            if (direction.name().toLowerCase(Locale.ROOT).equals(word)) {
                return direction;
            }
        }
        throw new MessageFault(Kind.OUT_OF_RANGE, field);
    }

    private static String text(JsonNode value, String field) throws MessageFault {
        if (!value.isTextual()) {
            throw new MessageFault(Kind.TYPE_WRONG, field);
        }
        return value.textValue();
    }

    private JsonNode take(String field) throws MessageFault {
        JsonNode value = object.get(field);
        if (value == null) {
            throw new MessageFault(Kind.FIELD_MISSING, field);
        }
        taken.add(field);
        return value;
    }
}
