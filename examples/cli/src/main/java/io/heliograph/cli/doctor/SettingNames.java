package io.heliograph.cli.doctor;

import io.heliograph.settings.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of the settings in a file and in the environment, without their values. Immutable and thread-safe.
 *
 * @param file the file's; null where there is none that could be read
 * @param names the names in the file, in its order, also those that aren't ours
 * @param repeated those that are in it more than once
 * @param variables the names of the environment that begin with {@code HELIOGRAPH_}
 */
public record SettingNames(@Nullable Path file, Set<String> names, Set<String> repeated, Set<String> variables) {
    private static final String PROVIDERS = "heliograph.providers.";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public SettingNames {
        names = new LinkedHashSet<>(names);
        repeated = Set.copyOf(repeated);
        variables = Set.copyOf(variables);
    }

    /**
     * Reads the names.
     *
     * @param file a properties file; null if there is none. One that can't be read has no names, which another check reports
     */
    public static SettingNames of(@Nullable Path file, Map<String, String> environment) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> repeated = new TreeSet<>();
        boolean isRead = file != null && isRead(file, names, repeated);
        Set<String> variables = new TreeSet<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("HELIOGRAPH_") && !value.isEmpty()) {
                variables.add(name);
            }
        });
        return new SettingNames(isRead ? file : null, names, repeated, variables);
    }

    private static boolean isRead(Path file, Set<String> names, Set<String> repeated) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        Properties reader = new Properties() {
            @Override
            public synchronized Object put(Object name, Object value) {
                if (!names.add((String) name)) {
                    repeated.add((String) name);
                }
                return value;
            }
        };
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            reader.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            names.clear();
            repeated.clear();
            return false;
        }
    }

    /** Whether anything is set below a provider's name. */
    boolean hasProvider(String provider) {
        String prefix = PROVIDERS + provider + ".";
        return names.stream().anyMatch(name -> name.startsWith(prefix))
                || variables.stream().anyMatch(name -> name.startsWith(Settings.variable(prefix)));
    }

    /** Whether a setting is in the file or in the environment. */
    boolean has(String name) {
        return names.contains(name) || variables.contains(Settings.variable(name));
    }

    /** Where the settings come from. */
    String places() {
        String inFile = file == null
                ? "no settings file"
                : file.getFileName() + " with " + names.size() + (names.size() == 1 ? " setting" : " settings");
        return inFile + ", " + variables.size() + " in the environment";
    }
}
