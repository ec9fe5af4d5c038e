package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the phones at an Android SMS Gateway server (v1.47.1, 2026-08-22), in snake case unlike all else; unknown
 * ones are ignored. None is set at first, and none has an effect here. Not thread-safe: the owner locks.
 */
final class AndroidSettings {
    private static final Rule NUMBER = new Rule(Kind.NUMBER, Set.of());
    private static final Rule FLAG = new Rule(Kind.FLAG, Set.of());
    private static final Rule WORD = new Rule(Kind.WORD, Set.of());
    /** For the settings that a server may not know; it takes an empty one. */
    private static final Rule SECRET = new Rule(Kind.SECRET, Set.of());

    private static final Map<String, Map<String, Rule>> GROUPS = Map.of(
            "messages",
                    Map.of(
                            "send_interval_min", NUMBER,
                            "send_interval_max", NUMBER,
                            "limit_period", oneOf("Disabled", "PerMinute", "Per30Minutes", "PerHour", "PerDay"),
                            "limit_value", NUMBER,
                            "sim_selection_mode", oneOf("OSDefault", "RoundRobin", "Random"),
                            "log_lifetime_days", NUMBER,
                            "processing_order", oneOf("LIFO", "FIFO"),
                            "work_hours_enabled", FLAG,
                            "work_hours_start", WORD,
                            "work_hours_end", WORD),
            "ping", Map.of("interval_seconds", NUMBER),
            "logs", Map.of("lifetime_days", NUMBER),
            "webhooks", Map.of("internet_required", FLAG, "retry_count", NUMBER, "signing_key", SECRET),
            "gateway",
                    Map.of(
                            "cloud_url", SECRET,
                            "private_token", SECRET,
                            "notification_channel", oneOf("AUTO", "SSE_ONLY")),
            "encryption", Map.of("passphrase", SECRET),
            "receiver", Map.of("content_provider_enabled", FLAG));

    private enum Kind {
        NUMBER,
        FLAG,
        WORD,
        SECRET
    }

    /** What a setting may be; no words stands for any. */
    private record Rule(Kind kind, Set<String> words) {}

    private static Rule oneOf(String... words) {
        return new Rule(Kind.WORD, Set.of(words));
    }

    private Map<String, Map<String, Object>> settings = new LinkedHashMap<>();

    SandboxResponse get() {
        return SandboxResponse.json(200, settings);
    }

    /**
     * Changes the given settings, or replaces all.
     *
     * @param isPhone a phone that is asked directly keeps the order of its queue, which a server forgets, and takes secrets, which
     *     neither gives out
     */
    SandboxResponse change(JsonFields fields, boolean replacesAll, boolean isPhone) throws ErrorResponseException {
        Map<String, Map<String, Object>> changed = new LinkedHashMap<>();
        if (!replacesAll) {
            settings.forEach((name, group) -> changed.put(name, new LinkedHashMap<>(group)));
        }
        for (String name : fields.members().keySet()) {
            Map<String, Rule> rules = GROUPS.getOrDefault(name, Map.of());
            JsonFields group = rules.isEmpty() ? null : fields.object(name);
            if (group != null) {
                Map<String, Object> values = changed.computeIfAbsent(name, known -> new LinkedHashMap<>());
                read(group, rules, isPhone, values);
            }
        }
        checkIntervals(changed.getOrDefault("messages", Map.of()));
        settings = changed;
        return get();
    }

    private static void read(JsonFields group, Map<String, Rule> rules, boolean isPhone, Map<String, Object> values)
            throws ErrorResponseException {
        for (String name : group.members().keySet()) {
            Rule rule = rules.get(name);
            Object value = rule == null ? null : value(group, name, rule, isPhone);
            if (value != null && (isPhone || !name.equals("processing_order"))) {
                values.put(name, value);
            }
        }
    }

    private static @Nullable Object value(JsonFields group, String name, Rule rule, boolean isPhone)
            throws ErrorResponseException {
        switch (rule.kind()) {
            case NUMBER -> {
                Long number = group.integer(name);
                if (number != null && number < 1) {
                    throw AndroidSend.invalid(field(group, name), "min");
                }
                return number;
            }
            case FLAG -> {
                return group.has(name) ? (Object) group.bool(name, false) : null;
            }
            case WORD -> {
                String word = group.string(name);
                if (word != null && !rule.words().isEmpty() && !rule.words().contains(word)) {
                    throw AndroidSend.invalid(field(group, name), "oneof");
                }
                return word;
            }
            default -> {
                String secret = group.string(name);
                if (secret != null && !secret.isEmpty() && !isPhone) {
                    throw AndroidSend.invalid(field(group, name), "isdefault");
                }
                return null;
            }
        }
    }

    private static String field(JsonFields group, String name) {
        return "DeviceSettings." + group.path() + name;
    }

    private static void checkIntervals(Map<String, Object> messages) throws ErrorResponseException {
        Object min = messages.get("send_interval_min");
        Object max = messages.get("send_interval_max");
        if (min instanceof Long least && max instanceof Long most && least > most) {
            throw AndroidSend.invalid("DeviceSettings.messages.send_interval_max", "gtefield");
        }
    }
}
