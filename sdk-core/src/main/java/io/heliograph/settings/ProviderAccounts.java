package io.heliograph.settings;

import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names under which providers are set up: a provider's own, or that of another account with the setting {@code type}, such as
 * {@code heliograph.providers.wavix-eu.type=wavix}. Immutable and thread-safe.
 */
final class ProviderAccounts {
    /** The setting that names the provider of an account. */
    static final String TYPE = "type";

    static final String TYPE_VARIABLE = "_TYPE";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Settings settings;
    private final Set<String> types;
    private final Set<String> names;

    /** The accounts in these settings, for providers of these types. */
    ProviderAccounts(Settings settings, Set<String> types) {
        this.settings = settings;
        this.types = types;
        names = new TreeSet<>(types);
        names.addAll(settings.providersInFile());
        String prefix = Settings.variable(SettingNames.PROVIDERS);
        for (String variable : settings.variables()) {
            if (variable.startsWith(prefix) && variable.endsWith(TYPE_VARIABLE)) {
                String name = name(variable, prefix);
                // Else it may be a provider's own setting, such as "message-type".
                if (types.contains(type(name))) {
                    names.add(name);
                }
            }
        }
    }

    private static String name(String variable, String prefix) {
        int end = Math.max(prefix.length(), variable.length() - TYPE_VARIABLE.length());
        return variable.substring(prefix.length(), end).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names: those of the types, and those of accounts. */
    Set<String> names() {
        return names;
    }

    /** The name of the provider that an account is of; the account's own name where it has no type. */
    String type(String name) {
        return settings.find(SettingNames.ofProvider(name, TYPE)).orElse(name);
    }

    /** What is wrong with the type or the name of an account. */
    Optional<Violation> violation(String name) {
        String type = type(name);
        String setting = SettingNames.ofProvider(name, TYPE);
        if (!types.contains(type) && settings.find(setting).isPresent()) {
            return Optional.of(new Violation(
                    setting,
                    "is " + ValueShape.of(type) + ", which is no provider on the class path; "
                            + ClassPathAdvice.of(type, types)));
        }
        if (!type.equals(name) && types.contains(name)) {
            return Optional.of(new Violation(
                    setting,
                    "is another provider than " + name + ", whose own name this is; give the account another"));
        }
        if (!type.equals(name) && !NAME.matcher(name).matches()) {
            return Optional.of(new Violation(
                    setting,
                    "is of an account whose name isn't lower-case letters, digits and hyphens, a letter first"));
        }
        return Optional.empty();
    }

    /** What may have been forgotten where a name looks like that of an account; else empty. */
    String advice(String name) {
        return types.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(type ->
                        "; for another account of " + type + " set " + SettingNames.ofProvider(name, TYPE) + "=" + type)
                .orElse("");
    }

    /** Whether a variable sets an account's type to what is no provider, which {@link #violation} reports if a file has the name. */
    boolean isOfWrongType(String variable) {
        return names.stream()
                .anyMatch(name -> violation(name).isPresent()
                        && variable.startsWith(Settings.variable(SettingNames.ofProvider(name, ""))));
    }

    /** Marks the type as a setting that is known. */
    void read(SettingValues values) {
        var unused = values.settings().text(TYPE);
    }
}
