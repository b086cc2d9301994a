package org.hanse.kdc.admin.operation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations as OpenAPI 3.1 describes them, out of the same table that serves them. */
public final class OpenApi {
    private static final String JSON = "application/json";

    private OpenApi() {}

    /**
     * @param base below which the operations are
     * @param requestHeader the header of a request's id
     */
    public static byte[] document(String base, String requestHeader) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Operation<?, ?> operation : Operations.ALL) {
            paths.put(base + operation.path(), Map.of("post", post(operation, requestHeader)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Administration of a Hanse realm", "version", "1"));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of("securitySchemes", Map.of("negotiate", Map.of("type", "http", "scheme", "negotiate"))));
        document.put("security", List.of(Map.of("negotiate", List.of())));
        return Form.written(json -> write(json, document));
    }

    private static Map<String, Object> post(Operation<?, ?> operation, String requestHeader) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("operationId", operation.path().replace('/', '-'));
        post.put("summary", operation.summary());
        post.put(
                "parameters",
                List.of(Map.of(
                        "name",
                        requestHeader,
                        "in",
                        "header",
                        "required",
                        true,
                        "schema",
                        Map.of("type", "string", "pattern", "^[A-Za-z0-9-]{8,64}$"))));
        post.put("requestBody", Map.of("required", true, "content", content(operation.input())));
        post.put(
                "responses",
                Map.of(
                        "200", Map.of("description", "Done.", "content", content(operation.output())),
                        "default", Map.of("description", "Not done.", "content", content(Refused.FORM))));
        return post;
    }

    private static Map<String, Object> content(Form<?> form) {
        return Map.of(JSON, Map.of("schema", form.schema()));
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> one : map.entrySet()) {
                json.writeFieldName((String) one.getKey());
                write(json, one.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                write(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }
}
