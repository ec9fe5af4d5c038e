package io.heliograph.spring;

import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import io.heliograph.settings.GeneralSetting;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * The properties of an application, bound once, with all their violations: Spring Boot would stop at the first one and print
 * its value. Immutable and thread-safe.
 *
 * @param providers the settings of each provider under its own names; with a sandbox, without unfilled placeholders of accounts
 * @param forCore the settings of the core that are set, by their full names, also those that are empty or {@code off}
 * @param faults values that can't be read, and names that aren't settings
 */
record BoundSettings(
        HeliographProperties properties,
        Map<String, Map<String, String>> providers,
        Map<String, String> forCore,
        List<Violation> faults) {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("heliograph");

    private static final ConfigurationPropertyName SPEND = ROOT.append("spend");

    /** For single settings: the violations are recorded when all properties are bound. */
    private static final BindHandler IGNORING_VIOLATIONS = new AbstractBindHandler() {
        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            return null;
        }
    };

    private static final String UNFILLED = "has a placeholder that nothing fills; is its variable set?";

    BoundSettings {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
        forCore = Collections.unmodifiableMap(new LinkedHashMap<>(forCore));
        faults = List.copyOf(faults);
    }

    /** Without values: among them are the providers' credentials. */
    @Override
    public String toString() {
        return "BoundSettings[providers=" + providers.keySet() + ", faults=" + faults + "]";
    }

    static BoundSettings of(Environment environment) {
        return of(environment, new SettingNames());
    }

    static BoundSettings of(Environment environment, SettingNames names) {
        SettingSources sources = new SettingSources(environment);
        Recorder recorder = new Recorder();
        HeliographProperties properties =
                sources.binder().bindOrCreate(ROOT.toString(), Bindable.of(HeliographProperties.class), recorder);
        List<Violation> violations = new ArrayList<>(recorder.violations);
        sources.unknown(recorder.seen).forEach(violations::add);
        Map<String, Map<String, String>> providers = ProviderProperties.of(properties, sources, names);
        violations.addAll(unresolved(providers, properties.sandbox().enabled(), names));
        List<String> unresolved = sources.unresolved(PropertyNames.all());
        notBoolean(environment, unresolved).forEach(violations::add);
        aboutSandboxUrl(properties.sandbox(), environment).forEach(violations::add);
        violations.addAll(outOfRange(properties));
        unresolved.forEach(name -> {
            violations.removeIf(violation -> violation.field().equals(name));
            violations.add(new Violation(name, UNFILLED));
        });
        Map<String, String> forCore = forCore(sources);
        forCore.keySet().removeAll(unresolved);
        return new BoundSettings(properties, providers, forCore, violations);
    }

    private static Map<String, String> forCore(SettingSources sources) {
        Binder binder = sources.binder();
        Map<String, String> set = new LinkedHashMap<>();
        for (GeneralSetting setting : GeneralSetting.values()) {
            String keyword = sources.emptyOrOff(setting.fullName());
            String text = keyword != null ? keyword : text(binder, setting);
            if (text != null) {
                set.put(setting.fullName(), text);
            }
        }
        return set;
    }

    /** A setting's value in the core's form; null where it isn't set, or can't be read. */
    private static @Nullable String text(Binder binder, GeneralSetting setting) {
        return switch (setting.type()) {
            case TEXT -> bound(binder, setting, Bindable.of(String.class), text -> text);
            case FLAG -> bound(binder, setting, Bindable.of(Boolean.class), Object::toString);
            case NUMBER -> bound(binder, setting, Bindable.of(Integer.class), Object::toString);
            case DURATION -> bound(binder, setting, Bindable.of(Duration.class), Object::toString);
            case AMOUNT -> bound(binder, setting, Bindable.of(BigDecimal.class), BigDecimal::toPlainString);
            case COMMA_LIST -> bound(binder, setting, Bindable.listOf(String.class), list -> String.join(", ", list));
            case SEMICOLON_LIST ->
                bound(binder, setting, Bindable.listOf(String.class), list -> String.join("; ", list));
        };
    }

    private static <T> @Nullable String bound(
            Binder binder, GeneralSetting setting, Bindable<T> target, Function<T, String> text) {
        return binder.bind(setting.fullName(), target, IGNORING_VIOLATIONS)
                .map(text)
                .orElse(null);
    }

    /**
     * Placeholders that Spring left unresolved, which would be used as credentials. A sandbox replaces the account, so there
     * they count as not set.
     */
    private static List<Violation> unresolved(
            Map<String, Map<String, String>> providers, boolean sandboxed, SettingNames names) {
        List<Violation> violations = new ArrayList<>();
        providers.forEach((provider, settings) -> {
            String type = ProviderProperties.type(provider, settings);
            settings.entrySet().removeIf(setting -> {
                boolean isUnfilled =
                        SettingSources.PLACEHOLDER.matcher(setting.getValue()).find();
                boolean isReplaced = sandboxed
                        && (names.isOfAccount(type, setting.getKey())
                                || setting.getKey().equals(SettingNames.WEBHOOK_SECRETS));
                if (isUnfilled && !isReplaced) {
                    violations.add(new Violation(ROOT + ".providers." + provider + "." + setting.getKey(), UNFILLED));
                }
                return isUnfilled && isReplaced;
            });
        });
        return violations;
    }

    /** Properties that conditions read too, for which neither "on" nor "true" with a blank is true: SMS would go out. */
    private static Stream<Violation> notBoolean(Environment environment, List<String> unresolved) {
        return Stream.of("enabled", "sandbox.enabled", "sandbox.webhooks", "webhooks.enabled")
                .map(ROOT::append)
                .filter(name -> !unresolved.contains(name.toString()))
                .filter(name -> {
                    String value = environment.getProperty(name.toString(), "true");
                    return !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false");
                })
                .map(name -> new Violation(name.toString(), "must be true or false, and nothing else"));
    }

    /** What contradicts the URL of a sandbox in another process. */
    private static Stream<Violation> aboutSandboxUrl(HeliographProperties.Sandbox sandbox, Environment environment) {
        URI url = sandbox.url();
        if (url == null) {
            return Stream.empty();
        }
        String name = ROOT + ".sandbox.url";
        List<Violation> violations = new ArrayList<>();
        if (!environment.containsProperty(ROOT + ".sandbox.enabled")) {
            violations.add(new Violation(
                    name, "is set, and heliograph.sandbox.enabled isn't: set it to true, or to false for real SMS"));
        }
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            violations.add(new Violation(name, "must be a URL such as http://127.0.0.1:8025"));
        }
        for (String own : List.of(ROOT + ".sandbox.port", ROOT + ".sandbox.deliver-after")) {
            if (environment.containsProperty(own)) {
                violations.add(new Violation(own, "is for a sandbox of this process, and " + name + " names another"));
            }
        }
        return violations.stream();
    }

    private static List<Violation> outOfRange(HeliographProperties properties) {
        List<Violation> violations = new ArrayList<>();
        if (properties.webhooks().maxSize() < 1) {
            violations.add(new Violation(ROOT + ".webhooks.max-size", "must be 1 or more"));
        }
        Duration interval = properties.health().balanceInterval();
        if (interval.isZero() || interval.isNegative()) {
            violations.add(new Violation(ROOT + ".health.balance-interval", "must be more than 0"));
        }
        HeliographProperties.Reconcile reconcile = properties.reconcile();
        if (reconcile.interval().compareTo(Duration.ofSeconds(1)) < 0
                || reconcile.interval().compareTo(Duration.ofDays(1)) > 0) {
            violations.add(new Violation(ROOT + ".reconcile.interval", "must be 1s to 1d"));
        }
        if (reconcile.maxAge().isZero() || reconcile.maxAge().isNegative()) {
            violations.add(new Violation(ROOT + ".reconcile.max-age", "must be more than 0"));
        }
        if (!properties.oneTimeToken().text().contains("{token}")) {
            violations.add(new Violation(ROOT + ".one-time-token.text", "must have {token} in it"));
        }
        violations.addAll(StoreSettings.violations(properties.jdbcStore()));
        return violations;
    }

    /** Records the names that were bound and the values that couldn't be, and goes on. */
    private static final class Recorder extends AbstractBindHandler {
        private final List<Violation> violations = new ArrayList<>();
        private final Set<ConfigurationPropertyName> seen = new LinkedHashSet<>();

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            seen.add(name);
            return result;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            seen.add(name);
            ConfigurationProperty property = context.getConfigurationProperty();
            Object value = property == null ? null : property.getValue();
            if (SPEND.isAncestorOf(name)
                    && "off".equalsIgnoreCase(String.valueOf(value).strip())) {
                return null; // valid, though it is no number
            }
            String shape = value instanceof CharSequence text ? "is " + ValueShape.of(text.toString()) + "; it" : "";
            violations.add(new Violation(name.toString(), (shape + " must be " + expected(target)).strip()));
            return null;
        }

        private static String expected(Bindable<?> target) {
            Class<?> type = target.getType().toClass();
            if (type == Duration.class) {
                return "a duration such as 10s, 500ms or 2m";
            }
            if (type == Integer.class) {
                return "a whole number";
            }
            if (type == boolean.class) {
                return "true or false";
            }
            return type == BigDecimal.class ? "an amount such as 0.50" : "what the documentation says";
        }
    }
}
