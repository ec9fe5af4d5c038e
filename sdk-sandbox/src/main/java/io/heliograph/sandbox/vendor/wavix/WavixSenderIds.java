package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The registered sender IDs of the account at Wavix (OpenAPI, 2026-06-30). Every well-formed sender may send here, also one that
 * isn't registered. Not thread-safe: the owner locks.
 */
final class WavixSenderIds {
    static final String PATH = "/v3/messages/sender-ids";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 +_&-]{3,11}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Set<String> USE_CASES = Set.of("transactional", "promo", "authentication");
    private static final Set<String> VOLUMES =
            Set.of("1-1000", "1001-20000", "20001-50000", "50001-100000", "More than 100000");
    private static final Set<String> FIELDS =
            Set.of("sender_id", "type", "countries", "usecase", "monthly_volume", "samples");

    private final Map<String, Map<String, @Nullable Object>> senderIds = new LinkedHashMap<>();

    SandboxResponse handle(SandboxRequest request) throws ErrorResponseException {
        String id = request.child(PATH);
        boolean isList = request.path().equals(PATH);
        return switch (request.method() + (isList ? " list" : " one")) {
            case "GET list" -> SandboxResponse.json(200, Map.of("items", List.copyOf(senderIds.values())));
            case "POST list" -> create(request);
            case "GET one" -> SandboxResponse.json(200, known(senderIds.get(id)));
            case "DELETE one" -> {
                known(senderIds.remove(id));
                yield SandboxResponse.json(200, Map.of("success", true));
            }
            default -> throw new ErrorResponseException(405, "Method not allowed");
        };
    }

    private static Map<String, @Nullable Object> known(@Nullable Map<String, @Nullable Object> senderId)
            throws ErrorResponseException {
        if (senderId == null) {
            throw new ErrorResponseException(404, "Record not found");
        }
        return senderId;
    }

    private SandboxResponse create(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, WavixSend.ERROR_PREFIX);
        fields.refuseUnknown(FIELDS);
        String type = fields.string("type");
        if (type == null || !Set.of("numeric", "alphanumeric").contains(type)) {
            throw fields.wrong("type");
        }
        String senderId = fields.string("sender_id");
        if (senderId == null
                || !(type.equals("numeric") ? NUMBER : NAME).matcher(senderId).matches()) {
            throw fields.wrong("sender_id");
        }
        List<String> countries = fields.strings("countries");
        if (countries == null
                || countries.isEmpty()
                || !countries.stream()
                        .allMatch(country -> COUNTRY.matcher(country).matches())) {
            throw fields.wrong("countries");
        }
        List<String> samples = fields.strings("samples");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", UUID.randomUUID().toString());
        json.put("sender_id", senderId);
        json.put("type", type);
        json.put("allowlisted_in", countries);
        json.put("usecase", word(fields, "usecase", USE_CASES, true));
        json.put("samples", samples == null ? List.of() : samples);
        word(fields, "monthly_volume", VOLUMES, false);
        senderIds.put((String) json.get("id"), json);
        return SandboxResponse.json(201, json);
    }

    private static @Nullable String word(JsonFields fields, String name, Set<String> words, boolean required)
            throws ErrorResponseException {
        String word = fields.string(name);
        if (word == null ? required : !words.contains(word)) {
            throw fields.wrong(name);
        }
        return word;
    }
}
