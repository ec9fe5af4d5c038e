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
 * One provider's settings, by their names below {@code heliograph.providers.<name>.}. It records the names that the
 * provider reads: those are the known settings. Not thread-safe.
 */
public final class ProviderSettings {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,9}ms");

    private final Function<String, Optional<String>> lookup;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> lists = new TreeSet<>();
    private final Violations violations = new Violations();
    private final HttpOptions http;

    /**
     * Settings from a look-up function.
     *
     * @param lookup returns a setting's value by its short name, for example {@code api-key}
     */
    public ProviderSettings(Function<String, Optional<String>> lookup) {
        this(lookup, HttpOptions.defaults());
    }

    /**
     * Settings from a look-up function, with the connection options that the program sets.
     *
     * @param http the options that {@link VendorClientBuilder#apply} uses
     */
    public ProviderSettings(Function<String, Optional<String>> lookup, HttpOptions http) {
        this.lookup = lookup;
        this.http = http;
    }

    /** The connection options, which the program sets and no setting does. */
    public HttpOptions http() {
        return http;
    }

    /** A setting; empty if it isn't set. */
    public Optional<String> text(String name) {
        known.add(name);
        return lookup.apply(name);
    }

    /**
     * A boolean setting; empty if it isn't set. Anything but {@code true} or {@code false} is one of {@link #violations()}.
     */
    public Optional<Boolean> flag(String name) {
        return text(name).flatMap(value -> switch (value.strip()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> invalid(name, value, "true or false");
        });
    }

    /** An integer setting of at most 9 digits; empty if it isn't set. Anything else is one of {@link #violations()}. */
    public OptionalInt number(String name) {
        return text(name)
                .<Integer>flatMap(value -> WHOLE_NUMBER.matcher(value.strip()).matches()
                        ? Optional.of(Integer.valueOf(value.strip()))
                        : invalid(name, value, "a whole number"))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /**
     * A duration setting, such as {@code 10s}, {@code 500ms}, {@code 2m} or ISO 8601; empty if it isn't set. Anything
     * else is one of {@link #violations()}.
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
                return invalid(name, value, "a duration such as 10s, 500ms or 2m");
            }
        });
    }

    private <T> Optional<T> invalid(String name, String value, String expected) {
        violations.add(name, "is " + ValueShape.of(value) + "; it must be " + expected);
        return Optional.empty();
    }

    /** Passes a setting to the setter, if it's set. */
    public void text(String name, Consumer<String> setter) {
        text(name).ifPresent(setter);
    }

    /** Passes a credential to the setter, if it's set; programs that show settings hide its value. */
    public void secret(String name, Consumer<String> setter) {
        secrets.add(name);
        text(name, setter);
    }

    /**
     * Passes the texts of a list, which are separated by blanks, to the setter, if it's set; in a file that has lists, such as
     * YAML, it may be one.
     */
    public void list(String name, Consumer<String[]> setter) {
        lists.add(name);
        text(name, all -> setter.accept(all.strip().split("\\s+")));
    }

    /** Passes a list of credentials to the setter, as {@link #list} and {@link #secret} do. */
    public void secretList(String name, Consumer<String[]> setter) {
        secrets.add(name);
        list(name, setter);
    }

    /**
     * Passes a boolean setting to the setter, if it's set; anything but {@code true} or {@code false} is one of
     * {@link #violations()}.
     */
    public void flag(String name, Consumer<Boolean> setter) {
        flag(name).ifPresent(setter);
    }

    /** Passes an integer setting to the setter, if it's set; anything else is one of {@link #violations()}. */
    public void number(String name, IntConsumer setter) {
        number(name).ifPresent(setter);
    }

    /** The violations in the settings that were read so far. */
    public List<Violation> violations() {
        return violations.list();
    }

    /** The names of credentials among the settings that were read so far. */
    public Set<String> secrets() {
        return Collections.unmodifiableSet(secrets);
    }

    /** The names of lists among the settings that were read so far. */
    public Set<String> lists() {
        return Collections.unmodifiableSet(lists);
    }

    /** The names of the settings that were read so far. */
    public Set<String> known() {
        return Collections.unmodifiableSet(known);
    }
}
