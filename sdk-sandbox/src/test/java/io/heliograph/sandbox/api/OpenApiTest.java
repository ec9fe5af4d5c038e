package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.server.FaultSwitches;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.webhook.WebhookDispatcher;
import io.heliograph.sandbox.webhook.WebhookSchedule;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is held against the routes, and against what they answer. */
class OpenApiTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final ApiClient api = new ApiClient(sandbox);
    private final Map<String, Object> document = api.get("/api/openapi.json").json();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) parent.getOrDefault(name, List.of());
    }

    private static List<Route> routes() throws IOException {
        Journal journal = new Journal(SandboxClock.system(), 1, 1);
        VendorPorts vendors = new VendorPorts(
                List.of(), journal, new FaultSwitches(), (request, connection) -> null, Runnable::run, 0);
        WebhookTargets targets = new WebhookTargets(false);
        Reset reset = new Reset(
                journal,
                vendors,
                new WebhookDispatcher(new WebhookSchedule(), journal, targets, Duration.ofSeconds(1)));
        return new Api(journal, vendors, targets, reset, new AccessRules("token")).routes();
    }

    @Test
    void the_document_has_the_operations_of_the_api_and_their_parameters() throws IOException {
        Map<String, Set<String>> routed = new TreeMap<>();
        for (Route route : routes()) {
            routed.put(route.method() + " " + route.path(), new TreeSet<>(route.parameters()));
        }
        Map<String, Set<String>> documented = new TreeMap<>();
        object(document, "paths").forEach((path, item) -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> operations = new HashMap<>((Map<String, Object>) item);
            operations.remove("parameters");
            for (String method : operations.keySet()) {
                Set<String> parameters = new TreeSet<>();
                objects(object(operations, method), "parameters")
                        .forEach(parameter -> parameters.add((String) parameter.get("name")));
                documented.put(method.toUpperCase(java.util.Locale.ROOT) + " " + path, parameters);
            }
        });

        assertThat(routed).hasSize(26);
        assertThat(documented).isEqualTo(routed);
        assertThat(document).containsEntry("openapi", "3.1.0");
    }

    @Test
    void the_document_has_the_members_of_the_answers() {
        String id = api.wavix("+66812345678", "It\u2019s your code: 482913");
        api.ok("POST", "/api/sends", """
                {"to":"+66812345678","outcome":"accepted","messageId":"%s","provider":"wavix",
                 "attempts":[{"provider":"wavix","outcome":"accepted"}]}""".formatted(id));
        sandbox.reply("wavix", "+66812345678", "ACME", "hello");
        sandbox.webhook("wavix", sandbox.url().resolve("/nowhere"));
        assertThat(api.get("/api/wait?state=delivered&timeout=30s").status()).isEqualTo(200);

        check("Message", api.get("/api/messages/1").json());
        check("Summary", api.get("/api/messages").objects("messages").get(0));
        check("Exchange", api.get("/api/requests/1").json());
        check("ExchangeSummary", api.get("/api/requests").objects("requests").get(0));
        check("Inbound", api.get("/api/inbound").objects("inbound").get(0));
        check("Send", api.get("/api/sends").objects("sends").get(0));
        check("Clock", api.get("/api/clock").json());
        check("FaultState", api.get("/api/faults/wavix").json());
        check("Error", api.get("/api/nothing").json());
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> vendors =
                (List<Map<String, Object>>) api.get("/api/vendors").value();
        check("Vendor", vendors.get(0));
        JsonResponse code = api.get("/api/code?to=%2B66812345678");
        check("Summary", code.object("message"));
    }

    private void check(String schema, Map<String, Object> answer) {
        Map<String, Object> properties =
                object(object(object(object(document, "components"), "schemas"), schema), "properties");
        assertThat(answer.keySet()).as(schema).isEqualTo(properties.keySet());
        answer.forEach((name, value) -> assertThat(typesOf(object(properties, name)))
                .as(schema + "." + name + " is " + typeOf(value))
                .contains(typeOf(value)));
    }

    /** The types that a property may have; of a reference, an object. */
    private static Set<Object> typesOf(Map<String, Object> property) {
        Set<Object> types = new HashSet<>();
        Object type = property.get("type");
        if (type instanceof List<?> several) {
            types.addAll(several);
        } else if (type != null) {
            types.add(type);
        } else if (property.containsKey("$ref")) {
            types.add("object");
        }
        objects(property, "oneOf").forEach(choice -> types.addAll(typesOf(choice)));
        return types;
    }

    private static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Number) {
            return "integer";
        }
        return value instanceof List ? "array" : "object";
    }
}
