package io.heliograph.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Rewrites a document of OpenAPI 3.1 in 3.0, the validator's version: nullable types, and constants. The documents
 * here use nothing else that is new in 3.1.
 */
final class OpenApi31 {
    private OpenApi31() {}

    /** The same document if it is of 3.0 or older, otherwise a copy in 3.0. */
    static JsonNode asOpenApi30(JsonNode document) {
        if (!document.path("openapi").asText().startsWith("3.1")) {
            return document;
        }
        ObjectNode copy = document.deepCopy();
        copy.put("openapi", "3.0.3");
        copy.remove("webhooks"); // the vendor's callbacks, which Document.wavixCallbacks has
        if (copy.path("info").path("license") instanceof ObjectNode license) {
            license.remove("identifier");
        }
        rewrite(copy);
        return copy;
    }

    private static void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("type") instanceof ArrayNode types) {
                rewriteTypes(object, types);
            }
            if (object.size() == 1 && object.path("allOf").size() == 1) {
                JsonNode only = object.remove("allOf").path(0);
                object.setAll((ObjectNode) only); // the validator treats a parameter without a type as JSON
            }
            JsonNode constant = object.path("const");
            if (constant.isValueNode()) {
                object.remove("const");
                object.putArray("enum").add(constant);
            }
        }
        node.forEach(OpenApi31::rewrite);
    }

    private static void rewriteTypes(ObjectNode schema, ArrayNode types) {
        for (JsonNode type : types) {
            if (type.asText().equals("null")) {
                schema.put("nullable", true);
            } else {
                schema.set("type", type);
            }
        }
    }
}
