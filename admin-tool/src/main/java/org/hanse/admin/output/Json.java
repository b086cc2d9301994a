package org.hanse.admin.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;

/**
 * One JSON value on stdout: lists, and maps or records with lowerCamelCase names. Times are ISO-8601 UTC; an absent value is
 * null and not left out, so that scripts find every name. Loaded only for {@code --json}.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    /** @param value of strings, numbers, booleans, Instants, nulls, lists, maps with string keys, and records of those */
    public static void print(PrintStream out, Object value) {
        try {
            out.println(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("no JSON form of " + value.getClass(), bug);
        }
        out.flush();
    }

    /** As {@link #print}, on one line: for commands that print a value per event. */
    public static void printLine(PrintStream out, Object value) {
        try {
            out.println(
                    MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("no JSON form of " + value.getClass(), bug);
        }
        out.flush();
    }

    /** Begins one JSON array of texts, written as they come: a realm may have a million names. */
    public static Texts texts(PrintStream out) throws IOException {
        return new Texts(out);
    }

    /** An array that ends when it is closed. */
    public static final class Texts implements AutoCloseable {
        private final PrintStream out;
        private final JsonGenerator array;

        private Texts(PrintStream out) throws IOException {
            this.out = out;
            this.array = MAPPER.createGenerator(out).useDefaultPrettyPrinter();
            array.writeStartArray();
        }

        public void add(String text) throws IOException {
            array.writeString(text);
        }

        @Override
        public void close() throws IOException {
            array.writeEndArray();
            array.close();
            out.println();
        }
    }

    /** Reads one JSON object, as a line of an import is. */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
