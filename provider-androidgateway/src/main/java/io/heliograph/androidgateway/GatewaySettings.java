package io.heliograph.androidgateway;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.InvalidRequestException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the phones, as the gateway returned them, or a change of some. Immutable and thread-safe;
 * {@code toString} shows names only, because some values are secrets.
 */
public final class GatewaySettings {
    private final Map<GatewaySetting, String> values;
    private final String rawJson;

    private GatewaySettings(Map<GatewaySetting, String> values, String rawJson) {
        this.values = values;
        this.rawJson = rawJson;
    }

    /** Builds a change; unset settings keep their value. */
    public static Builder change() {
        return new Builder();
    }

    /** A setting's value as text; empty if the gateway doesn't return it. */
    public Optional<String> get(GatewaySetting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** The gateway's JSON, unchanged, including settings that this version doesn't know; empty for a change. */
    public String rawJson() {
        return rawJson;
    }

    @Override
    public String toString() {
        return "GatewaySettings" + values.keySet();
    }

    static GatewaySettings of(Reply reply, String rawJson) {
        Map<GatewaySetting, String> values = new EnumMap<>(GatewaySetting.class);
        for (GatewaySetting setting : GatewaySetting.values()) {
            Map<String, @Nullable String> group = reply.group(setting.group());
            String value = group == null ? null : group.get(setting.word());
            if (value != null) {
                values.put(setting, value);
            }
        }
        return new GatewaySettings(values, rawJson);
    }

    void writeTo(JsonWriter json) throws IOException {
        Map<String, Map<GatewaySetting, String>> groups = new LinkedHashMap<>();
        values.forEach(
                (setting, value) -> groups.computeIfAbsent(setting.group(), name -> new EnumMap<>(GatewaySetting.class))
                        .put(setting, value));
        json.beginObject();
        for (Map.Entry<String, Map<GatewaySetting, String>> group : groups.entrySet()) {
            json.name(group.getKey()).beginObject();
            for (Map.Entry<GatewaySetting, String> setting : group.getValue().entrySet()) {
                json.name(setting.getKey().word());
                write(json, setting.getKey(), setting.getValue());
            }
            json.endObject();
        }
        json.endObject();
    }

    private static void write(JsonWriter json, GatewaySetting setting, String value) throws IOException {
        switch (setting.kind()) {
            case NUMBER -> json.value(Long.parseLong(value));
            case FLAG -> json.value(Boolean.parseBoolean(value));
            case WORD -> json.value(value);
        }
    }

    /** The groups of settings. */
    static final class Reply {
        private @Nullable Map<String, @Nullable String> messages;
        private @Nullable Map<String, @Nullable String> ping;
        private @Nullable Map<String, @Nullable String> logs;
        private @Nullable Map<String, @Nullable String> webhooks;
        private @Nullable Map<String, @Nullable String> gateway;
        private @Nullable Map<String, @Nullable String> encryption;
        private @Nullable Map<String, @Nullable String> receiver;

        private @Nullable Map<String, @Nullable String> group(String name) {
            return switch (name) {
                case "messages" -> messages;
                case "ping" -> ping;
                case "logs" -> logs;
                case "webhooks" -> webhooks;
                case "gateway" -> gateway;
                case "encryption" -> encryption;
                case "receiver" -> receiver;
                default -> null;
            };
        }
    }

    /** Builds a change; not thread-safe. Setters throw if the value's type isn't the setting's. */
    public static final class Builder {
        private final Map<GatewaySetting, String> values = new EnumMap<>(GatewaySetting.class);

        private Builder() {}

        public Builder set(GatewaySetting setting, int value) {
            return put(setting, GatewaySetting.Kind.NUMBER, Integer.toString(value), "a number");
        }

        public Builder set(GatewaySetting setting, boolean value) {
            return put(setting, GatewaySetting.Kind.FLAG, Boolean.toString(value), "true or false");
        }

        public Builder set(GatewaySetting setting, String value) {
            return put(setting, GatewaySetting.Kind.WORD, value, "a word");
        }

        private Builder put(GatewaySetting setting, GatewaySetting.Kind kind, String value, String given) {
            if (setting.kind() != kind) {
                throw new InvalidRequestException(setting.name(), "is " + given + "; it must be a " + setting.kind());
            }
            values.put(setting, value);
            return this;
        }

        /**
         * Builds the change.
         *
         * @throws InvalidRequestException if no setting is set
         */
        public GatewaySettings build() {
            if (values.isEmpty()) {
                throw new InvalidRequestException("settings", "are missing; set at least one");
            }
            return new GatewaySettings(new EnumMap<>(values), "");
        }
    }
}
