package io.heliograph.event;

import io.heliograph.message.Credits;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Money;
import io.heliograph.message.SendOutcome;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a send, or a call of a bulk send, ended. Immutable, thread-safe and safe to log, but for what an {@link SendOutcome} says of itself. */
public final class SendCompletion {
    private final IdempotencyKey key;
    private final @Nullable SendOutcome outcome;
    private final Supplier<Optional<Usage>> usage;

    /**
     * An end.
     *
     * @param outcome null where the send threw
     * @param usage worked out only if somebody asks
     */
    public SendCompletion(IdempotencyKey key, @Nullable SendOutcome outcome, Supplier<Optional<Usage>> usage) {
        this.key = Objects.requireNonNull(key, "key");
        this.outcome = outcome;
        this.usage = Objects.requireNonNull(usage, "used");
    }

    /**
     * What a message takes by its provider's published rules, worked out without asking it; of a bulk send's call, what the
     * messages to all its recipients take.
     *
     * @param parts how many parts that is, 1 or more: the vendor's count where its answer has one
     * @param credits what the account loses
     * @param price what these parts cost by the client's prices; empty where there are none for it
     */
    public record Usage(int parts, Credits credits, Optional<Money> price) {
        public Usage {
            Objects.requireNonNull(credits, "credits");
            Objects.requireNonNull(price, "price");
        }
    }

    public IdempotencyKey key() {
        return key;
    }

    /** What came of it; empty where it threw, for example because the key was used for another message. */
    public Optional<SendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** What the message takes, or those of a bulk send's call together; empty unless a provider has taken it just now. */
    public Optional<Usage> usage() {
        return usage.get();
    }

    @Override
    public String toString() {
        return "SendCompletion[" + key + "]";
    }
}
