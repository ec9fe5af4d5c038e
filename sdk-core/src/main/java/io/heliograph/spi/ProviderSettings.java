package io.heliograph.spi;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * One provider's settings, by their names below {@code heliograph.providers.<name>.}. It remembers which names were asked
 * for: those are the ones that exist. Not thread-safe.
 */
public final class ProviderSettings {
    private final Function<String, Optional<String>> lookup;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Faults faults = new Faults();
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
     * @param http what {@link DoorBuilder#place} hands on
     */
    public ProviderSettings(Function<String, Optional<String>> lookup, HttpOptions http) {
        this.lookup = lookup;
        this.http = http;
    }

    /** How connections are made: what no setting says, and the program does. */
    public HttpOptions http() {
        return http;
    }

    /** Hands a setting on, if it is set. */
    public void text(String name, Consumer<String> setter) {
        known.add(name);
        lookup.apply(name).ifPresent(setter);
    }

    /** Hands on a setting that is a credential, if it is set; programs that show settings hide its value. */
    public void secret(String name, Consumer<String> setter) {
        secrets.add(name);
        text(name, setter);
    }

    /** Hands on a setting that is {@code true} or {@code false}, if it is; anything else is one of {@link #faults()}. */
    public void flag(String name, Consumer<Boolean> setter) {
        text(name, value -> {
            switch (value.strip()) {
                case "true" -> setter.accept(true);
                case "false" -> setter.accept(false);
                default -> faults.add(name, "is " + Shape.of(value) + "; it must be true or false");
            }
        });
    }

    /** Hands on a setting that is a whole number, if it is; anything else is one of {@link #faults()}. */
    public void number(String name, IntConsumer setter) {
        text(name, value -> {
            if (value.strip().matches("-?[0-9]{1,9}")) {
                setter.accept(Integer.parseInt(value.strip()));
            } else {
                faults.add(name, "is " + Shape.of(value) + "; it must be a whole number");
            }
        });
    }

    /** What was wrong with the settings that were asked for so far. */
    public List<Fault> faults() {
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
