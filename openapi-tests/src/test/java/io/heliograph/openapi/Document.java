package io.heliograph.openapi;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A vendor's OpenAPI document: its operations, and the validation of requests and responses. */
final class Document {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/]+}");

    private final JsonNode json;
    private final OpenApiInteractionValidator validator;

    private Document(String file) {
        this(read(file));
    }

    private Document(JsonNode json) {
        this.json = json;
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                        OpenApi31.asOpenApi30(json).toString())
                .withBasePathOverride("/")
                .build();
    }

    /** Wavix, of 2026-06-30. */
    static Document wavix() {
        return new Document("/wavix-openapi.json");
    }

    /** The Android gateway's server, v1.47.1. */
    static Document androidServer() {
        return new Document("/androidgateway-openapi.json");
    }

    /** The Android gateway's app, 1.68.0, for a phone that is called directly. */
    static Document androidApp() {
        return new Document("/androidgateway-app-openapi.json");
    }

    /** Wavix's callbacks, as if they were operations: each is a POST to its name. */
    static Document wavixCallbacks() {
        ObjectNode document = (ObjectNode) read("/wavix-openapi.json");
        ObjectNode paths = document.putObject("paths");
        document.path("webhooks").properties().forEach(entry -> paths.set("/" + entry.getKey(), entry.getValue()));
        return new Document(document);
    }

    /** The webhooks of an Android gateway phone, as if they were an operation: a POST to {@code /event}. */
    static Document androidEvents() {
        ObjectNode document = (ObjectNode) read("/androidgateway-app-openapi.json");
        ObjectNode post = document.putObject("paths").putObject("/event").putObject("post");
        post.putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/WebHookEvent");
        post.putObject("responses").putObject("200").put("description", "taken");
        return new Document(document);
    }

    private static JsonNode read(String file) {
        try (InputStream stream = Objects.requireNonNull(Document.class.getResourceAsStream(file), file)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json() {
        return json;
    }

    /** All operations, each as {@code POST /v3/messages}. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : json.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return all;
    }

    /** The operation of a request; its method and path if the document has none. */
    String operation(String method, String path) {
        return operations().stream()
                .filter(operation -> matches(operation, method + " " + path))
                .min(Comparator.comparing(Document::parameters))
                .orElse(method + " " + path);
    }

    private static boolean matches(String operation, String text) {
        return Pattern.matches("\\Q" + PARAMETER.matcher(operation).replaceAll("\\\\E[^/]+\\\\Q") + "\\E", text);
    }

    private static long parameters(String operation) {
        return PARAMETER.matcher(operation).results().count();
    }

    /** The document's section on one operation. */
    JsonNode describe(String operation) {
        String[] methodAndPath = operation.split(" ", 2);
        return json.path("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase(Locale.ROOT));
    }

    List<Finding> findings(Exchange exchange, String of) {
        String operation = operation(exchange.method(), exchange.path());
        return findings(operation, of, validator.validateRequest(exchange.request()));
    }

    List<Finding> findings(String method, String path, SimpleResponse response, String of) {
        ValidationReport report = validator.validateResponse(path, Request.Method.valueOf(method), response);
        return findings(operation(method, path), of, report);
    }

    private static List<Finding> findings(String operation, String of, ValidationReport report) {
        return report.getMessages().stream()
                .flatMap(Document::withNested)
                .map(message -> new Finding(operation, of, message.getKey() + ": " + message.getMessage()))
                .toList();
    }

    /** The parts of a validation message, or the message itself if it has none. */
    private static Stream<ValidationReport.Message> withNested(ValidationReport.Message message) {
        return message.getNestedMessages().isEmpty()
                ? Stream.of(message)
                : message.getNestedMessages().stream().flatMap(Document::withNested);
    }
}
