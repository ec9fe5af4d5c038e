package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account's two numbers at Wavix (OpenAPI, 2026-06-30): each may have its own URL for inbound messages, which wins over the
 * account's. Changes about calls are read and forgotten. Not thread-safe: the owner locks.
 */
final class WavixNumbers {
    static final String PATH = "/v1/numbers";

    private static final String URL = "sms_relay_url";
    private static final String ENABLED = "sms_enabled";
    private static final Set<String> FLAGS = Set.of(ENABLED, "call_recording_enabled", "transcription_enabled");
    private static final Set<String> FILTERS =
            Set.of("city_id", "search", "label", "label_present", "page", "per_page");

    /** A number that the account rents; the sandbox has no calls. */
    private static final class Rented {
        private final int id;
        private final String number;
        private boolean enabled = true;
        private @Nullable URI inbound;

        Rented(int id, String number) {
            this.id = id;
            this.number = number;
        }
    }

    private final VendorContext context;
    private final String added;
    private final List<Rented> numbers = List.of(new Rented(1, "12015550123"), new Rented(2, "447700900123"));

    WavixNumbers(VendorContext context, Instant since) {
        this.context = context;
        this.added = WavixMessage.millis(since);
    }

    /** The URL for messages to a number; null where the number has none of its own. */
    @Nullable
    URI inbound(String number) {
        for (Rented rented : numbers) {
            if (number.equals(rented.number) || number.equals("+" + rented.number)) {
                return rented.inbound;
            }
        }
        return null;
    }

    SandboxResponse handle(SandboxRequest request) throws ErrorResponseException {
        String id = request.child(PATH);
        return switch (request.method() + (id == null ? " list" : " one")) {
            case "GET list" -> list(new Query(request.query(), WavixSend.ERROR_PREFIX));
            case "GET one" -> SandboxResponse.json(200, json(number(String.valueOf(id))));
            case "PATCH one" -> {
                Rented rented = number(String.valueOf(id));
                change(List.of(rented), JsonFields.read(request, WavixSend.ERROR_PREFIX));
                yield SandboxResponse.json(200, json(rented));
            }
            case "PATCH list" -> changeSeveral(JsonFields.read(request, WavixSend.ERROR_PREFIX));
            case "DELETE list" -> throw new ErrorResponseException(501, WavixFaults.NOT_SIMULATED);
            default -> throw new ErrorResponseException(405, "Method not allowed");
        };
    }

    private Rented number(String id) throws ErrorResponseException {
        for (Rented rented : numbers) {
            if (Integer.toString(rented.id).equals(id)) {
                return rented;
            }
        }
        throw new ErrorResponseException(404, "Record not found");
    }

    private SandboxResponse list(Query query) throws ErrorResponseException {
        query.refuseUnknown(FILTERS);
        boolean hasLabel = query.has("label") || query.text("label_present").equals("true");
        Page<Rented> page = WavixPaging.of(
                numbers.stream()
                        .filter(rented -> !hasLabel && !query.has("city_id"))
                        .filter(rented -> rented.number.contains(query.text("search")))
                        .toList(),
                query);
        Map<String, Object> json =
                WavixPaging.json("items", page.items().stream().map(this::json).toList(), page);
        json.put("doc_types", List.of());
        return SandboxResponse.json(200, json);
    }

    private SandboxResponse changeSeveral(JsonFields fields) throws ErrorResponseException {
        if (!(fields.members().get("ids") instanceof List<?> ids) || ids.isEmpty()) {
            throw fields.wrong("ids");
        }
        List<Rented> found = new ArrayList<>();
        for (Object id : ids) {
            found.add(number(id instanceof Json.Digits digits ? digits.written() : ""));
        }
        Map<String, @Nullable Object> change = new LinkedHashMap<>(fields.members());
        change.remove("ids");
        change(found, new JsonFields(change, "", WavixSend.ERROR_PREFIX, false));
        return SandboxResponse.json(
                200, Map.of("items", found.stream().map(this::json).toList()));
    }

    /** Changes all of them, or none where a field is wrong. */
    private void change(List<Rented> found, JsonFields fields) throws ErrorResponseException {
        for (String name : fields.members().keySet()) {
            switch (name) {
                case URL, "call_status_url" -> fields.string(name);
                case "transcription_threshold" -> fields.integer(name);
                case "destinations" -> fields.objects(name);
                default -> {
                    if (!FLAGS.contains(name)) {
                        throw fields.wrong(name);
                    }
                    fields.bool(name, false);
                }
            }
        }
        String url = fields.string(URL);
        URI target = url == null || url.isEmpty() ? null : target(url);
        for (Rented rented : found) {
            rented.enabled = fields.bool(ENABLED, rented.enabled);
            rented.inbound = url == null ? rented.inbound : target;
        }
    }

    private URI target(String url) throws ErrorResponseException {
        return context.webhookTarget(url)
                .orElseThrow(() ->
                        new ErrorResponseException(400, WavixSend.ERROR_PREFIX + URL + ": " + WebhookTargets.REFUSED));
    }

    private Map<String, @Nullable Object> json(Rented rented) {
        boolean american = rented.id == 1;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", rented.id);
        json.put("number", rented.number);
        json.put("activation_fee", "0.0");
        json.put("monthly_fee", "0.0");
        json.put("per_min", "0.0");
        json.put("city", american ? "JERSEY CITY, NJ" : "LONDON");
        json.put("state", american ? "New Jersey" : null);
        json.put("country", american ? "United States" : "United Kingdom");
        json.put("country_short_name", american ? "US" : "GB");
        json.put("channels", 0);
        json.put("domestic_cli", false);
        for (String none : List.of("destination", "require_docs", "documents")) {
            json.put(none, List.of());
        }
        for (String unset : List.of("label", "cnam", "call_status_url")) {
            json.put(unset, null);
        }
        json.put("status", "active");
        json.put("seconds", "0");
        json.put("added", added);
        json.put("paid_until", "2099-12-31");
        json.put(ENABLED, rented.enabled);
        json.put(URL, rented.inbound == null ? null : rented.inbound.toString());
        json.put("call_recording_enabled", false);
        json.put("transcription_enabled", false);
        json.put("transcription_threshold", 0);
        return json;
    }
}
