package io.heliograph.event;

import io.heliograph.message.Credits;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Money;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a send, or of a call of a bulk send. Immutable and thread-safe; safe to log except its {@link SendOutcome} and its
 * {@link SendRequest}.
 */
public final class SendCompletion {
    private final SendRequest request;
    private final String route;
    private final @Nullable SendOutcome outcome;
    private final Supplier<Optional<Usage>> usage;

    /**
     * Makes a completion.
     *
     * @param route the route that the request took, as text
     * @param outcome null where the send threw
     * @param usage calculated only when it is read
     */
    public SendCompletion(
            SendRequest request, String route, @Nullable SendOutcome outcome, Supplier<Optional<Usage>> usage) {
        this.request = Objects.requireNonNull(request, "request");
        this.route = Objects.requireNonNull(route, "route");
        this.outcome = outcome;
        this.usage = Objects.requireNonNull(usage, "usage");
    }

    /**
     * What a message uses by its provider's published rules, calculated without a request; for a call of a bulk send, what the
     * messages to all its recipients use.
     *
     * @param parts the number of segments, 1 or more: the vendor's count where its response has one
     * @param credits the charge in the vendor's credits
     * @param price the price of the segments by the client's prices; empty where there is none
     */
    public record Usage(int parts, Credits credits, Optional<Money> price) {
        public Usage {
            Objects.requireNonNull(credits, "credits");
            Objects.requireNonNull(price, "price");
        }
    }

    public IdempotencyKey key() {
        return request.key();
    }

    /** The request, with a number and a text; of a bulk call, that to the first of its recipients. */
    public SendRequest request() {
        return request;
    }

    /** The route of the request, or else the client's, in the language of {@code heliograph.route}. */
    public String route() {
        return route;
    }

    /** The outcome; empty where the send threw, for example because the key was used for another message. */
    public Optional<SendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** The usage of the message, or of all messages of a bulk call; empty unless a provider accepted it just now. */
    public Optional<Usage> usage() {
        return usage.get();
    }

    @Override
    public String toString() {
        return "SendCompletion[" + key() + "]";
    }
}
