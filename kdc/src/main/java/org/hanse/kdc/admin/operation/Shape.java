package org.hanse.kdc.admin.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.wire.SecretBytes;

/** How one type stands in JSON. The types are few, and no value is ever more than its type says. */
abstract class Shape {
    /** @param where for messages */
    abstract Object read(JsonParser json, String where) throws IOException, FormFault;

    abstract void write(JsonGenerator json, Object value) throws IOException;

    /** In the words of JSON Schema. */
    abstract Map<String, Object> schema();

    /** What stands for a field that is left out; empty if it must be there. */
    Optional<Object> absent() {
        return Optional.empty();
    }

    static Shape of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            Type raw = generic.getRawType();
            return raw == Optional.class
                    ? new Maybe(of(last))
                    : raw == List.class ? new Several(of(last)) : new Texts();
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return new RecordShape(plain);
        }
        if (type == long.class || type == Long.class) {
            return new Whole();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Flag();
        }
        return new Text(type);
    }

    private static FormFault wants(String where, String what) {
        return new FormFault(where + " must be " + what);
    }

    private static final class Whole extends Shape {
        @Override
        Object read(JsonParser json, String where) throws IOException, FormFault {
            // Else 1e999 and 1.5 would become some number.
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wants(where, "a whole number of 64 bits");
            }
            return json.getLongValue();
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeNumber((Long) value);
        }

        @Override
        Map<String, Object> schema() {
            return Map.of("type", "integer", "format", "int64");
        }
    }

    private static final class Flag extends Shape {
        @Override
        Object read(JsonParser json, String where) throws IOException, FormFault {
            if (json.currentToken() == null || !json.currentToken().isBoolean()) {
                throw wants(where, "true or false");
            }
            return json.getBooleanValue();
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeBoolean((Boolean) value);
        }

        @Override
        Map<String, Object> schema() {
            return Map.of("type", "boolean", "default", false);
        }

        @Override
        Optional<Object> absent() {
            return Optional.of(false);
        }
    }

    /** Texts, and what has a text form: times in ISO 8601, durations as options take them, secrets in Base64. */
    private static final class Text extends Shape {
        private final Type type;

        Text(Type type) {
            if (type != String.class && type != Instant.class && type != Duration.class && type != SecretBytes.class) {
                throw new IllegalArgumentException(type + " has no form");
            }
            this.type = type;
        }

        @Override
        Object read(JsonParser json, String where) throws IOException, FormFault {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw wants(where, "a text");
            }
            String text = json.getText();
            try {
                if (type == Instant.class) {
                    return Instant.parse(text);
                }
                if (type == Duration.class) {
                    return KerberosDuration.parse(text);
                }
                return type == SecretBytes.class
                        ? SecretBytes.takeOver(Base64.getDecoder().decode(text))
                        : text;
            } catch (DateTimeParseException | IllegalArgumentException unreadable) {
                throw wants(
                        where, type == SecretBytes.class ? "Base64" : type == Instant.class ? "a time" : "a duration");
            }
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            if (value instanceof SecretBytes secret) {
                json.writeString(Base64.getEncoder().encodeToString(secret.reveal()));
            } else {
                json.writeString(value instanceof Duration span ? KerberosDuration.format(span) : value.toString());
            }
        }

        @Override
        Map<String, Object> schema() {
            if (type == SecretBytes.class) {
                return Map.of("type", "string", "contentEncoding", "base64");
            }
            return type == Instant.class ? Map.of("type", "string", "format", "date-time") : Map.of("type", "string");
        }
    }

    private static final class Maybe extends Shape {
        private final Shape inner;

        Maybe(Shape inner) {
            this.inner = inner;
        }

        @Override
        Object read(JsonParser json, String where) throws IOException, FormFault {
            return json.currentToken() == JsonToken.VALUE_NULL
                    ? Optional.empty()
                    : Optional.of(inner.read(json, where));
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            Optional<?> maybe = (Optional<?>) value;
            if (maybe.isPresent()) {
                inner.write(json, maybe.get());
            } else {
                json.writeNull();
            }
        }

        @Override
        Map<String, Object> schema() {
            return Map.of("oneOf", List.of(inner.schema(), Map.of("type", "null")));
        }

        @Override
        Optional<Object> absent() {
            return Optional.of(Optional.empty());
        }
    }

    private static final class Several extends Shape {
        private final Shape inner;

        Several(Shape inner) {
            this.inner = inner;
        }

        @Override
        Object read(JsonParser json, String where) throws IOException, FormFault {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw wants(where, "an array");
            }
            List<Object> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                values.add(inner.read(json, "each of " + where));
            }
            return List.copyOf(values);
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeStartArray();
            for (Object one : (List<?>) value) {
                inner.write(json, one);
            }
            json.writeEndArray();
        }

        @Override
        Map<String, Object> schema() {
            return Map.of("type", "array", "items", inner.schema());
        }

        @Override
        Optional<Object> absent() {
            return Optional.of(List.of());
        }
    }

    /** Texts by names that are the writer's. */
    private static final class Texts extends Shape {
        @Override
        Object read(JsonParser json, String where) throws IOException, FormFault {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw wants(where, "an object");
            }
            Map<String, String> values = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw wants("each of " + where, "a text");
                }
                values.put(name, json.getText());
            }
            return Map.copyOf(values);
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeStartObject();
            for (Map.Entry<?, ?> one : ((Map<?, ?>) value).entrySet()) {
                json.writeStringField((String) one.getKey(), (String) one.getValue());
            }
            json.writeEndObject();
        }

        @Override
        Map<String, Object> schema() {
            return Map.of("type", "object", "additionalProperties", Map.of("type", "string"));
        }

        @Override
        Optional<Object> absent() {
            return Optional.of(Map.of());
        }
    }
}
