package org.hanse.realmtrust.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in one form: RFC 8785 (members in the order of their names, no white space, nothing escaped that need not be) without null and
 * with whole numbers only. What two parsers could read in two ways cannot be written in it. Values are {@code Map}, {@code List},
 * {@code String}, {@code Long} and {@code Boolean}.
 */
public final class JsonForm {
    /** Objects and lists inside each other; a document of today has 3. */
    public static final int DEEPEST = 8;
    /** Numbers that every JSON reader holds exactly, RFC 7493 §2.2. */
    public static final long GREATEST = (1L << 53) - 1;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

    private JsonForm() {}

    /**
     * Reads one object. The caller has checked the length.
     *
     * @throws DocumentFault if it is anything else, a member comes twice, or the octets are not those that {@link #write} makes of it
     */
    public static Map<String, Object> read(byte[] octets) throws DocumentFault {
        Map<String, Object> object;
        try (JsonParser parser = JSON.createParser(octets)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DocumentFault(DocumentReason.NOT_JSON);
            }
            object = object(parser, 1);
            if (parser.nextToken() != null) {
                throw new DocumentFault(DocumentReason.NOT_JSON, "something follows the object");
            }
        } catch (IOException malformed) {
            throw new DocumentFault(DocumentReason.NOT_JSON);
        }
        if (!Arrays.equals(write(object), octets)) {
            throw new DocumentFault(DocumentReason.NOT_STRICT_JSON);
        }
        return object;
    }

    private static Map<String, Object> object(JsonParser parser, int depth) throws IOException, DocumentFault {
        Map<String, Object> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                throw new DocumentFault(DocumentReason.DUPLICATE_MEMBER);
            }
            members.put(name, value(parser, parser.nextToken(), depth));
        }
        return members;
    }

    private static Object value(JsonParser parser, JsonToken token, int depth) throws IOException, DocumentFault {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(parser, deeper(depth));
            case START_ARRAY -> list(parser, deeper(depth));
            default -> throw new DocumentFault(DocumentReason.NOT_JSON, "null or a fraction");
        };
    }

    private static List<Object> list(JsonParser parser, int depth) throws IOException, DocumentFault {
        List<Object> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token, depth));
        }
        return values;
    }

    private static int deeper(int depth) throws DocumentFault {
        if (depth == DEEPEST) {
            throw new DocumentFault(DocumentReason.NOT_JSON, "more than " + DEEPEST + " levels");
        }
        return depth + 1;
    }

    private static Long number(JsonParser parser) throws IOException, DocumentFault {
        if (parser.getTextLength() > 16 || Math.abs(parser.getLongValue()) > GREATEST) {
            throw new DocumentFault(DocumentReason.NOT_JSON, "a number beyond 2^53");
        }
        return parser.getLongValue();
    }

    /** UTF-8. What cannot be written in it, half a surrogate pair, becomes another character. */
    public static byte[] write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(generator, object);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
                out.writeFieldName((String) member.getKey());
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> values) {
            out.writeStartArray();
            for (Object each : values) {
                write(out, each);
            }
            out.writeEndArray();
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString((String) value);
        }
    }
}
