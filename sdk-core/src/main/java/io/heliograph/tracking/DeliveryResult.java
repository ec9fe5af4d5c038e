package io.heliograph.tracking;

import io.heliograph.message.Money;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of sending a message and waiting for its delivery, with a second provider after a failed delivery.
 *
 * <p>Immutable and thread-safe. {@code toString} is safe to log.
 */
public final class DeliveryResult {
    /**
     * One send, and the result of waiting for its delivery.
     *
     * @param outcome the send's outcome
     * @param awaited empty if no provider accepted it
     */
    public record Send(SendOutcome outcome, Optional<AwaitResult> awaited) {
        /** The send's status: {@code REJECTED} if no provider accepted it, {@code UNKNOWN} if its outcome is unknown. */
        public Status status() {
            Status untracked = outcome instanceof SendOutcome.Rejected ? Status.REJECTED : Status.UNKNOWN;
            return awaited.map(awaitResult -> awaitResult.timeline().status()).orElse(untracked);
        }

        /** What the vendor charges for it, as far as that is known now. */
        public Charge charge() {
            return awaited.map(awaitResult -> awaitResult.timeline().charge()).orElse(Charge.unknown());
        }
    }

    private final Send first;
    private final @Nullable Send second;
    private final String reason;

    private DeliveryResult(Send first, @Nullable Send second, String reason) {
        this.first = Objects.requireNonNull(first, "first");
        this.second = second;
        this.reason = reason;
    }

    /**
     * A result without a second send.
     *
     * @param why why there is no second send
     */
    public static DeliveryResult once(Send first, String why) {
        return new DeliveryResult(first, null, why);
    }

    /** A result with a second send, by another provider. */
    public static DeliveryResult twice(Send first, Send second) {
        String end = second.outcome() instanceof SendOutcome.Rejected
                ? ", and no other took it"
                : ", so another sent it too";
        return new DeliveryResult(first, second, "the first provider couldn't deliver it" + end);
    }

    public Send first() {
        return first;
    }

    /** The send by another provider; empty if there was none. */
    public Optional<Send> second() {
        return Optional.ofNullable(second);
    }

    /** The sends in order, one or two. */
    public List<Send> sends() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    /** The status of the last send, or delivered if any of them was. */
    public Status status() {
        boolean delivered = sends().stream().anyMatch(send -> send.status() == Status.DELIVERED);
        return delivered ? Status.DELIVERED : second == null ? first.status() : second.status();
    }

    /** Whether two providers may have accepted the message, so that both vendors may charge for it. */
    public boolean mayBeChargedTwice() {
        return second != null && !(second.outcome() instanceof SendOutcome.Rejected);
    }

    /**
     * What all sends cost together, without carrier fees; empty unless the price of each that may be charged is known, and
     * in one currency. A price may still change while a message's status isn't final.
     */
    public Optional<Money> price() {
        List<Send> charged = sends().stream()
                .filter(send -> !(send.outcome() instanceof SendOutcome.Rejected))
                .toList();
        List<Money> prices =
                charged.stream().flatMap(send -> send.charge().price().stream()).toList();
        boolean sameCurrency = prices.stream().map(Money::currency).distinct().count() == 1;
        return prices.size() == charged.size() && sameCurrency
                ? prices.stream().reduce((one, other) -> new Money(one.amount().add(other.amount()), one.currency()))
                : Optional.empty();
    }

    /** Why there is a second send, or why there is none. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return "DeliveryResult[" + status() + ", " + reason + "]";
    }
}
