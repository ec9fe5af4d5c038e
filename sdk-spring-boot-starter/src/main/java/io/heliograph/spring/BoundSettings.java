package io.heliograph.spring;

import io.heliograph.message.Fault;
import io.heliograph.message.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * The properties of an application, bound once, with all that is wrong about them: Spring Boot would end at the first fault,
 * and print its value. Immutable and thread-safe.
 *
 * @param words the settings of the core that are set to nothing, or to {@code off}, which it must hear of
 * @param faults what can't be read, or is no setting
 */
record BoundSettings(HeliographProperties properties, Map<String, String> words, List<Fault> faults) {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("heliograph");

    private static final ConfigurationPropertyName SPEND = ROOT.append("spend");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+}");

    BoundSettings {
        words = Map.copyOf(words);
        faults = List.copyOf(faults);
    }

    static BoundSettings of(Environment environment) {
        SettingSources sources = new SettingSources(environment);
        Noting noting = new Noting();
        HeliographProperties properties =
                sources.binder().bindOrCreate(ROOT.toString(), Bindable.of(HeliographProperties.class), noting);
        List<Fault> faults = new ArrayList<>(noting.faults);
        sources.unknown(noting.seen).forEach(faults::add);
        unfilled(properties).forEach(faults::add);
        otherWords(environment).forEach(faults::add);
        faults.addAll(outOfRange(properties));
        return new BoundSettings(properties, words(sources), faults);
    }

    private static Map<String, String> words(SettingSources sources) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String name : PropertyNames.all()) {
            String word = PropertyNames.isOfCore(name) ? sources.word(name) : null;
            if (word != null) {
                words.put(name, word);
            }
        }
        return words;
    }

    /** What core reads, by its full names. */
    Map<String, String> forCore() {
        Map<String, String> all = new LinkedHashMap<>();
        HeliographProperties.Retry retry = properties.retry();
        HeliographProperties.Spend spend = properties.spend();
        put(all, "route", properties.route());
        put(all, "deadline", properties.deadline());
        put(all, "shutdown-timeout", properties.shutdownTimeout());
        put(all, "prices", properties.prices());
        put(all, "retry.tries-per-provider", retry.triesPerProvider());
        put(all, "retry.tries", retry.tries());
        put(all, "retry.base", retry.base());
        put(all, "retry.cap", retry.cap());
        put(all, "retry.throttled-base", retry.throttledBase());
        put(all, "retry.throttled-cap", retry.throttledCap());
        put(all, "retry.settle", retry.settle());
        put(all, "retry.attempt-timeout", retry.attemptTimeout());
        put(all, "idempotency.wait", properties.idempotency().waitForTwin());
        put(all, "idempotency.keys", properties.idempotency().keys());
        put(all, "suppression.scope", properties.suppression().scope());
        put(all, "suppression.file", properties.suppression().file());
        put(all, "spend.max-parts", spend.maxParts());
        BigDecimal most = spend.maxCost();
        put(all, "spend.max-cost", most == null ? null : most.toPlainString());
        putList(all, "spend.countries", ", ", spend.countries());
        put(all, "spend.per-recipient-and-hour", spend.perRecipientAndHour());
        putList(all, "spend.budgets", "; ", spend.budgets());
        all.putAll(words);
        return all;
    }

    /** A list of empty texts is there, and the core says what is wrong with it. */
    private static void putList(Map<String, String> all, String name, String separator, List<String> list) {
        if (!list.isEmpty()) {
            all.put(ROOT + "." + name, String.join(separator, list));
        }
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            all.put(ROOT + "." + name, value.toString());
        }
    }

    /** Spring leaves a placeholder as it stands where nothing fills it, and it would be taken for a key. */
    private static Stream<Fault> unfilled(HeliographProperties properties) {
        return properties.providers().entrySet().stream()
                .flatMap(provider -> provider.getValue().entrySet().stream()
                        .filter(setting ->
                                PLACEHOLDER.matcher(setting.getValue()).find())
                        .map(setting -> new Fault(
                                ROOT + ".providers." + provider.getKey() + "." + setting.getKey(),
                                "has a placeholder that nothing fills; is its variable set?")));
    }

    /** What is read by conditions too, for which "on" isn't true, nor is "true" with a blank: SMS would go out. */
    private static Stream<Fault> otherWords(Environment environment) {
        return Stream.of("enabled", "sandbox.enabled", "sandbox.webhooks", "webhooks.enabled")
                .map(ROOT::append)
                .filter(name -> {
                    String word = environment.getProperty(name.toString(), "true");
                    return !word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false");
                })
                .map(name -> new Fault(name.toString(), "must be true or false, and nothing else"));
    }

    private static List<Fault> outOfRange(HeliographProperties properties) {
        List<Fault> faults = new ArrayList<>();
        if (properties.webhooks().maxSize() < 1) {
            faults.add(new Fault(ROOT + ".webhooks.max-size", "must be 1 or more"));
        }
        Duration interval = properties.health().balanceInterval();
        if (interval.isZero() || interval.isNegative()) {
            faults.add(new Fault(ROOT + ".health.balance-interval", "must be more than 0"));
        }
        return faults;
    }

    /** Notes what was bound, and what couldn't be, and goes on. */
    private static final class Noting extends AbstractBindHandler {
        private final List<Fault> faults = new ArrayList<>();
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
                return null; // no number, and yet right
            }
            String is = value instanceof CharSequence text ? "is " + Shape.of(text.toString()) + "; it" : "";
            faults.add(new Fault(name.toString(), (is + " must be " + right(target)).strip()));
            return null;
        }

        private static String right(Bindable<?> target) {
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
