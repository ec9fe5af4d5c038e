package io.heliograph.architecture.providers;

import com.squareup.moshi.Moshi;
import io.heliograph.message.Violation;
import io.heliograph.spi.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of a provider's own settings: their names from the factory, the words from the starter's metadata. */
final class SettingsTable {
    private static final Path METADATA = Path.of(
            "..",
            "sdk-spring-boot-starter",
            "src",
            "main",
            "resources",
            "META-INF",
            "additional-spring-configuration-metadata.json");

    /** Those that every provider has, which docs/settings.md describes. */
    private static final Set<String> COMMON = Set.of(
            "allow-cleartext",
            "from",
            "enabled",
            "rate-limit",
            "max-concurrent",
            "webhook-secrets",
            "webhook-addresses",
            "webhook-unsafe-unverified");

    private static final Map<String, String> TYPES = Map.of(
            "java.lang.String", "text",
            "java.lang.Boolean", "`true` or `false`",
            "java.lang.Integer", "whole number",
            "java.time.Duration", "duration");

    private SettingsTable() {}

    static String of(Provider provider) throws IOException {
        ProviderSettings read = provider.read();
        Map<String, String> missing =
                provider.missing().stream().collect(Collectors.toMap(Violation::field, Violation::problem));
        List<String> rows = new ArrayList<>(List.of("| setting | value | what it is | default |", "|---|---|---|---|"));
        String prefix = "heliograph.providers." + provider.name() + ".";
        for (Map<String, ?> item : items()) {
            String name = text(item, "name");
            String setting = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (read.known().contains(setting) && !COMMON.contains(setting)) {
                String type = read.secrets().contains(setting) ? "secret" : TYPES.get(text(item, "type"));
                rows.add("| `%s` | %s | %s | %s |"
                        .formatted(setting, type, text(item, "description"), defaultValue(item, missing.get(setting))));
            }
        }
        return String.join("\n", rows);
    }

    /** The default; where there is none, whether the setting is required, or what may be set instead of it. */
    private static String defaultValue(Map<String, ?> item, @Nullable String missing) {
        Object value = item.get("defaultValue");
        if (value != null) {
            return "`" + (value instanceof Double number ? String.valueOf(number.longValue()) : value) + "`";
        }
        return missing == null ? "" : missing.equals("is missing") ? "required" : missing.replace("is missing; ", "");
    }

    private static String text(Map<String, ?> item, String key) {
        return Objects.requireNonNull(item.get(key), key).toString();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, ?>> items() throws IOException {
        Object json = new Moshi.Builder().build().adapter(Object.class).fromJson(Files.readString(METADATA));
        return (List<Map<String, ?>>)
                Objects.requireNonNull(((Map<String, ?>) Objects.requireNonNull(json)).get("properties"));
    }
}
