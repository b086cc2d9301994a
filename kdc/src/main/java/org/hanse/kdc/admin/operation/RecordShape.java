package org.hanse.kdc.admin.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.kdc.config.NearestWord;

/** A record as an object with the fields of its components and no other. */
final class RecordShape extends Shape {
    /** In the order of the components. */
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private final RecordComponent[] components;
    private final Constructor<?> constructor;

    /** @param type a public record */
    RecordShape(Class<?> type) {
        components = type.getRecordComponents();
        for (RecordComponent component : components) {
            shapes.put(component.getName(), Shape.of(component.getGenericType()));
        }
        try {
            constructor = type.getConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException bug) {
            throw new IllegalArgumentException(type + " is no public record", bug);
        }
    }

    @Override
    Object read(JsonParser json, String where) throws IOException, FormFault {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new FormFault(where + " must be an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            Shape shape = shapes.get(name);
            if (shape == null) {
                throw unknown(name, where);
            }
            json.nextToken();
            values.put(name, shape.read(json, "\"" + name + "\""));
        }
        return made(values, where);
    }

    private FormFault unknown(String name, String where) {
        // Of a field of a megabyte nobody asks which one it resembles.
        Optional<String> near = name.length() > 40 ? Optional.empty() : NearestWord.of(name, shapes.keySet());
        return new FormFault(where + " has a field that means nothing here"
                + near.map(word -> ", did you mean \"" + word + "\"?").orElse(", the fields are " + shapes.keySet()));
    }

    private Object made(Map<String, Object> values, String where) throws FormFault {
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            Optional<Object> value = Optional.ofNullable(values.get(name))
                    .or(() -> Optional.ofNullable(shapes.get(name)).flatMap(Shape::absent));
            arguments[i] = value.orElseThrow(() -> new FormFault(where + " lacks \"" + name + "\""));
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    @Override
    void write(JsonGenerator json, Object value) throws IOException {
        json.writeStartObject();
        int number = 0;
        for (Map.Entry<String, Shape> field : shapes.entrySet()) {
            json.writeFieldName(field.getKey());
            field.getValue().write(json, valueOf(components[number++], value));
        }
        json.writeEndObject();
    }

    static Object valueOf(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }

    @Override
    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> properties.put(name, shape.schema()));
        List<String> required = shapes.entrySet().stream()
                .filter(one -> one.getValue().absent().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }
}
