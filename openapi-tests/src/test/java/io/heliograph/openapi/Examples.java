package io.heliograph.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The responses that a document gives as examples. A response without an example is built from the examples of its
 * schema, and a field without one from its type.
 */
final class Examples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Document document;

    Examples(Document document) {
        this.document = document;
    }

    /** All responses of one operation, at least one for each documented status. */
    List<Example> of(String operation) {
        List<Example> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> response :
                document.describe(operation).path("responses").properties()) {
            int status = Integer.parseInt(response.getKey());
            all.addAll(of(status, resolved(response.getValue())));
        }
        return all;
    }

    /** The first successful one. */
    Example success(String operation) {
        return of(operation).stream().filter(Example::isSuccess).findFirst().orElseThrow();
    }

    private List<Example> of(int status, JsonNode response) {
        if (response.has("schema")) { // the structure of Swagger 2.0
            return List.of(new Example(
                    status, "application/json", sample(response.path("schema")).toString()));
        }
        if (response.path("content").isEmpty()) {
            return List.of(new Example(status, "", ""));
        }
        Map.Entry<String, JsonNode> content =
                response.path("content").properties().iterator().next();
        return bodies(content.getValue()).stream()
                .map(body -> new Example(status, content.getKey(), body.isTextual() ? body.asText() : body.toString()))
                .toList();
    }

    private List<JsonNode> bodies(JsonNode content) {
        List<JsonNode> bodies = new ArrayList<>();
        content.path("examples").forEach(example -> bodies.add(example.path("value")));
        return bodies.isEmpty() ? List.of(sample(content.path("schema"))) : bodies;
    }

    private JsonNode sample(JsonNode reference) {
        JsonNode schema = resolved(reference);
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.has("allOf")) {
            return ofAll(schema.path("allOf"));
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> JSON.arrayNode().add(sample(schema.path("items")));
            case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(true);
            default ->
                JSON.textNode("date-time".equals(schema.path("format").asText()) ? "2020-01-01T00:00:00Z" : "text");
        };
    }

    /** An example of the whole takes precedence over examples of its parts. */
    private JsonNode ofAll(JsonNode parts) {
        for (JsonNode part : parts) {
            if (part.has("example")) {
                return part.path("example");
            }
        }
        return sample(parts.path(0));
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return (type instanceof ArrayNode types ? types.path(0) : type).asText();
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            object.set(property.getKey(), sample(property.getValue()));
        }
        if (schema.path("additionalProperties").isObject()) {
            object.set("name", sample(schema.path("additionalProperties")));
        }
        return object;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(document.json().at(reference.substring(1)));
    }
}
