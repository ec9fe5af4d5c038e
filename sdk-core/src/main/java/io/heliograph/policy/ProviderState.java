package io.heliograph.policy;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a provider: in use now, or why not. Immutable and thread-safe; it holds nothing personal. */
public final class ProviderState {
    /** The kinds of states. */
    public enum Kind {
        /** It is in use. */
        UP,
        /** It asked for a pause. */
        THROTTLED,
        /** It failed too often, or refused the account. */
        DOWN,
        /** A setting says that it isn't used. */
        DISABLED
    }

    private static final ProviderState UP = new ProviderState(Kind.UP, null, "");

    private final Kind kind;
    private final @Nullable Instant until;
    private final String reason;

    private ProviderState(Kind kind, @Nullable Instant until, String reason) {
        this.kind = kind;
        this.until = until;
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    public static ProviderState up() {
        return UP;
    }

    public static ProviderState throttled(Instant until) {
        return new ProviderState(Kind.THROTTLED, until, "it asked for a pause");
    }

    public static ProviderState down(Instant until, String reason) {
        return new ProviderState(Kind.DOWN, until, reason);
    }

    public static ProviderState disabled() {
        return new ProviderState(Kind.DISABLED, null, "a setting switches it off");
    }

    public Kind kind() {
        return kind;
    }

    /** The earliest time at which it is used again; empty where no time is known. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** Why it isn't used; empty if it is. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return kind + (until == null ? "" : " until " + until) + (reason.isEmpty() ? "" : ": " + reason);
    }
}
