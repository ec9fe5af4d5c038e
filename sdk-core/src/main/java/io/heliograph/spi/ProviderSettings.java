package io.heliograph.spi;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * One provider's settings, by their names below {@code heliograph.providers.<name>.}. It remembers which names were asked
 * for: those are the ones that exist. Not thread-safe.
 */
public final class ProviderSettings {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,9}ms");

    private final Function<String, Optional<String>> lookup;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Violations faults = new Violations();
    private final HttpOptions http;

    /**
     * Settings behind a function.
     *
     * @param lookup gives a setting's value by its short name, for example {@code api-key}
     */
    public ProviderSettings(Function<String, Optional<String>> lookup) {
        this(lookup, HttpOptions.defaults());
    }

    /**
     * Settings behind a function, for a provider whose connections are made in a certain way.
     *
     * @param http what {@link VendorClientBuilder#apply} hands on
     */
    public ProviderSettings(Function<String, Optional<String>> lookup, HttpOptions http) {
        this.lookup = lookup;
        this.http = http;
    }

    /** How connections are made: what no setting says, and the program does. */
    public HttpOptions http() {
        return http;
    }

    /** A setting; empty if it isn't set. */
    public Optional<String> text(String name) {
        known.add(name);
        return lookup.apply(name);
    }

    /** A setting that is {@code true} or {@code false}, if it is; anything else is one of {@link #faults()}. */
    public Optional<Boolean> flag(String name) {
        return text(name).flatMap(value -> switch (value.strip()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> wrong(name, value, "true or false");
        });
    }

    /** A setting that is a whole number of at most 9 digits, if it is; anything else is one of {@link #faults()}. */
    public OptionalInt number(String name) {
        return text(name)
                .<Integer>flatMap(value -> WHOLE_NUMBER.matcher(value.strip()).matches()
                        ? Optional.of(Integer.valueOf(value.strip()))
                        : wrong(name, value, "a whole number"))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /**
     * A setting that is a duration, {@code 10s}, {@code 500ms}, {@code 2m}, or ISO 8601; anything else is one of
     * {@link #faults()}.
     */
    public Optional<Duration> duration(String name) {
        return text(name).flatMap(value -> {
            String folded = value.strip().toLowerCase(Locale.ROOT);
            try {
                return Optional.of(
                        MILLISECONDS.matcher(folded).matches()
                                ? Duration.ofMillis(Long.parseLong(folded.substring(0, folded.length() - 2)))
                                : Duration.parse(folded.startsWith("p") ? folded : "pt" + folded));
            } catch (DateTimeException e) {
                return wrong(name, value, "a duration such as 10s, 500ms or 2m");
            }
        });
    }

    private <T> Optional<T> wrong(String name, String value, String right) {
        faults.add(name, "is " + ValueShape.of(value) + "; it must be " + right);
        return Optional.empty();
    }

    /** Hands a setting on, if it is set. */
    public void text(String name, Consumer<String> setter) {
        text(name).ifPresent(setter);
    }

    /** Hands on a setting that is a credential, if it is set; programs that show settings hide its value. */
    public void secret(String name, Consumer<String> setter) {
        secrets.add(name);
        text(name, setter);
    }

    /** Hands on a setting that is {@code true} or {@code false}, if it is; anything else is one of {@link #faults()}. */
    public void flag(String name, Consumer<Boolean> setter) {
        flag(name).ifPresent(setter);
    }

    /** Hands on a setting that is a whole number, if it is; anything else is one of {@link #faults()}. */
    public void number(String name, IntConsumer setter) {
        number(name).ifPresent(setter);
    }

    /** What was wrong with the settings that were asked for so far. */
    public List<Violation> faults() {
        return faults.list();
    }

    /** Those of the names that were asked for so far whose values are credentials. */
    public Set<String> secrets() {
        return Collections.unmodifiableSet(secrets);
    }

    /** The names that were asked for so far. */
    public Set<String> known() {
        return Collections.unmodifiableSet(known);
    }
}
