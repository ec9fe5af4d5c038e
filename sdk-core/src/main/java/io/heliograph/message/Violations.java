package io.heliograph.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the violations in several inputs, to report all of them at once. Not thread-safe. */
public final class Violations {
    /** Nearly all inputs have none. */
    private List<Violation> found = List.of();

    public Violations() {}

    public void add(String field, String problem) {
        addAll(List.of(new Violation(field, problem)));
    }

    private void addAll(List<Violation> more) {
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        found.addAll(more);
    }

    /**
     * Parses an optional input.
     *
     * @param read throws {@link InvalidRequestException} for an invalid value; its violations are collected here
     * @return empty if the value is null or invalid
     */
    public <T> Optional<T> check(@Nullable String value, Function<String, T> read) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(value));
        } catch (InvalidRequestException e) {
            addAll(e.violations());
            return Optional.empty();
        }
    }

    /** Parses a required input. */
    public <T> Optional<T> require(String field, @Nullable String value, Function<String, T> read) {
        if (value == null || value.isEmpty()) {
            add(field, "is missing");
            return Optional.empty();
        }
        return check(value, read);
    }

    /**
     * The sender of a request: its own, or the provider's default.
     *
     * @param requested the request's own; null if it names none
     * @param provider the provider's name in settings, for the error
     * @return empty if there is neither, which is a violation
     */
    public Optional<Sender> sender(@Nullable Sender requested, @Nullable Sender defaultSender, String provider) {
        Optional<Sender> sender = Optional.ofNullable(requested).or(() -> Optional.ofNullable(defaultSender));
        if (sender.isEmpty()) {
            add("from", "is missing; set it in the request or as heliograph.providers." + provider + ".from");
        }
        return sender;
    }

    /** The violations so far. */
    public List<Violation> list() {
        return List.copyOf(found);
    }

    /**
     * Throws if there is a violation.
     *
     * @throws InvalidRequestException listing every violation
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
    }

    /**
     * Throws if there is a violation in what a builder of a provider was given.
     *
     * @param provider the provider's name, with which the message begins
     * @throws InvalidRequestException listing every violation
     */
    public void throwIfAny(String provider) {
        if (!found.isEmpty()) {
            throw InvalidRequestException.ofBuilder(provider, found);
        }
    }
}
