package org.hanse.kdc.admin.operation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a record, RFC 8259, both ways: components by their names. Reading is strict: UTF-8, no field twice, none that the record
 * does not have, no number that does not fit, nothing behind the end. An {@code Optional} may be null or left out, a list, a map or a
 * boolean left out; all else must be there. Thread-safe.
 */
public final class Form<T extends Record> {
    /** Apart, since a command that works on a home reads and writes no JSON and should not wait for it. */
    private static final class Json {
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(16).build())
                .build();
    }

    private final Class<T> type;
    /** Made when it is needed. */
    private volatile @Nullable Shape shape;

    private Form(Class<T> type) {
        this.type = type;
    }

    private Shape shape() {
        Shape made = shape;
        if (made == null) {
            made = Shape.of(type);
            shape = made;
        }
        return made;
    }

    public static <T extends Record> Form<T> of(Class<T> type) {
        return new Form<>(type);
    }

    /** @throws FormFault if it is not exactly one such record */
    public T read(byte[] json) throws FormFault {
        try (JsonParser parser = Json.FACTORY.createParser(text(json))) {
            parser.nextToken();
            T read = type.cast(shape().read(parser, "the body"));
            if (parser.nextToken() != null) {
                throw new FormFault("something stands behind the end of the object");
            }
            return read;
        } catch (JsonProcessingException malformed) {
            // Its message would quote what it found.
            throw new FormFault("the body is not JSON, or has a field twice, or is nested too deep");
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    private static String text(byte[] json) throws FormFault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new FormFault("the body is not UTF-8");
        }
    }

    public byte[] write(T value) {
        return written(generator -> shape().write(generator, value));
    }

    /** What OpenAPI 3.1 says of it. */
    public Map<String, Object> schema() {
        return shape().schema();
    }

    /** Writes JSON to memory. */
    @FunctionalInterface
    interface Writer {
        void to(JsonGenerator generator) throws IOException;
    }

    static byte[] written(Writer writer) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(octets)) {
            writer.to(generator);
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
        return octets.toByteArray();
    }
}
