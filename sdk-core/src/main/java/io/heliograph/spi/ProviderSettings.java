package io.heliograph.spi;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Shape;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One provider's settings, by their names below {@code heliograph.providers.<name>.}. It remembers which names were asked
 * for: those are the ones that exist. Not thread-safe.
 */
public final class ProviderSettings {
    private final Function<String, Optional<String>> lookup;
    private final Set<String> known = new TreeSet<>();

    /**
     * Settings behind a function.
     *
     * @param lookup gives a setting's value by its short name, for example {@code api-key}
     */
    public ProviderSettings(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    /** Hands a setting on, if it is set. */
    public void text(String name, Consumer<String> setter) {
        known.add(name);
        lookup.apply(name).ifPresent(setter);
    }

    /** Hands on a setting that is {@code true} or {@code false}, if it is set. */
    public void flag(String name, Consumer<Boolean> setter) {
        text(name, value -> setter.accept(parseFlag(name, value)));
    }

    /** The names that were asked for so far. */
    public Set<String> known() {
        return Collections.unmodifiableSet(known);
    }

    private static boolean parseFlag(String name, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidRequestException(name, "is " + Shape.of(value) + "; it must be true or false");
        };
    }
}
