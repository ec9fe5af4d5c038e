package io.heliograph.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with several inputs, so that all of it can be said at once. Not thread-safe. */
public final class Violations {
    private final List<Violation> found = new ArrayList<>();

    public Violations() {}

    public void add(String field, String problem) {
        found.add(new Violation(field, problem));
    }

    /**
     * Reads an input that may be left out.
     *
     * @param read throws {@link InvalidRequestException} for a value that is wrong, whose faults are kept here
     * @return empty if the value is null or wrong
     */
    public <T> Optional<T> check(@Nullable String value, Function<String, T> read) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(value));
        } catch (InvalidRequestException e) {
            found.addAll(e.faults());
            return Optional.empty();
        }
    }

    /** Reads an input that must be there. */
    public <T> Optional<T> require(String field, @Nullable String value, Function<String, T> read) {
        if (value == null || value.isEmpty()) {
            add(field, "is missing");
            return Optional.empty();
        }
        return check(value, read);
    }

    /**
     * The sender of a request: its own, or else the provider's setting.
     *
     * @param provider the name in settings, to say where a sender can be set
     * @return empty if there is neither, which is a fault
     */
    public Optional<Sender> sender(SendRequest request, @Nullable Sender defaultSender, String provider) {
        return sender(request.from().orElse(null), defaultSender, provider);
    }

    /** The sender of something that isn't a send request, as {@link #sender(SendRequest, Sender, String)}. */
    public Optional<Sender> sender(@Nullable Sender requested, @Nullable Sender defaultSender, String provider) {
        Optional<Sender> sender = Optional.ofNullable(requested).or(() -> Optional.ofNullable(defaultSender));
        if (sender.isEmpty()) {
            add("from", "is missing; set it in the request or as heliograph.providers." + provider + ".from");
        }
        return sender;
    }

    /** What was found so far. */
    public List<Violation> list() {
        return List.copyOf(found);
    }

    /**
     * Ends the collecting.
     *
     * @throws InvalidRequestException with every fault, if there is one
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
    }
}
