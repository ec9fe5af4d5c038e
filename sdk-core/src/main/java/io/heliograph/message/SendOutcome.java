package io.heliograph.message;

import java.util.List;
import java.util.function.Function;

/**
 * The outcome of a send: accepted, rejected (certainly not sent), or unknown.
 *
 * <p>Immutable, thread-safe and safe to log, except {@link Failure#vendorText()} and {@link Message#rawJson()}.
 */
public sealed interface SendOutcome {
    /** The idempotency key of the logical send. */
    IdempotencyKey key();

    /** Every attempt, in order; empty if the send was rejected before any. */
    List<Attempt> attempts();

    /** Whether this is the outcome of an earlier send with the same key, so that nothing was sent now. */
    boolean replayed();

    /** Applies the function for this outcome's case; the compiler demands all three. */
    <T> T fold(
            Function<? super Accepted, ? extends T> accepted,
            Function<? super Rejected, ? extends T> rejected,
            Function<? super Unknown, ? extends T> unknown);

    /**
     * What happened and what to do, in one line for people. Safe to log: it has the key, and the recipient masked. Its words may
     * change; a program goes by {@link #fold}.
     */
    default String describe() {
        return this.<String>fold(SendOutcome::accepted, SendOutcome::rejected, SendOutcome::unknown)
                + (replayed() ? " (the outcome of an earlier send with this key; nothing was sent now)" : "");
    }

    private static String accepted(Accepted accepted) {
        Message message = accepted.message();
        String what = message.id().value().isEmpty()
                ? "accepted by " + message.provider() + ", which gave no id that can be read"
                : "accepted by " + message.provider() + " as " + message.id();
        return what + message.to().map(to -> " for " + to).orElse("") + "; accepted isn't delivered";
    }

    private static String rejected(Rejected rejected) {
        return "certainly not sent: " + rejected.failure() + "; " + FailureAdvice.of(rejected.failure());
    }

    private static String unknown(Unknown unknown) {
        String by = unknown.provider().isEmpty() ? "" : " by " + unknown.provider();
        return "may have been sent" + by + ": " + unknown.reason()
                + "; don't send it again, reconcile may find out what became of key " + unknown.key();
    }

    /**
     * A provider accepted the message. It isn't delivered yet.
     *
     * @param message the message at the provider
     */
    record Accepted(Message message, IdempotencyKey key, List<Attempt> attempts, boolean replayed)
            implements SendOutcome {
        public Accepted {
            attempts = List.copyOf(attempts);
        }

        public Accepted(Message message, IdempotencyKey key, List<Attempt> attempts) {
            this(message, key, attempts, false);
        }

        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super Rejected, ? extends T> rejected,
                Function<? super Unknown, ? extends T> unknown) {
            return accepted.apply(this);
        }
    }

    /**
     * No provider accepted the message: it was certainly not sent.
     *
     * @param failure why the last provider that was tried, or the client itself, rejected it
     */
    record Rejected(Failure failure, IdempotencyKey key, List<Attempt> attempts, boolean replayed)
            implements SendOutcome {
        public Rejected {
            attempts = List.copyOf(attempts);
        }

        public Rejected(Failure failure, IdempotencyKey key, List<Attempt> attempts) {
            this(failure, key, attempts, false);
        }

        public ErrorType errorType() {
            return failure.type();
        }

        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super Rejected, ? extends T> rejected,
                Function<? super Unknown, ? extends T> unknown) {
            return rejected.apply(this);
        }
    }

    /**
     * The message may have been sent: bytes went out, and no readable response came. Sending it again may cause a
     * second SMS.
     *
     * @param provider the provider that may have the message; empty if it isn't known which was tried
     * @param reason what happened
     */
    record Unknown(String provider, String reason, IdempotencyKey key, List<Attempt> attempts, boolean replayed)
            implements SendOutcome {
        public Unknown {
            attempts = List.copyOf(attempts);
        }

        public Unknown(String provider, String reason, IdempotencyKey key, List<Attempt> attempts) {
            this(provider, reason, key, attempts, false);
        }

        @Override
        public <T> T fold(
                Function<? super Accepted, ? extends T> accepted,
                Function<? super Rejected, ? extends T> rejected,
                Function<? super Unknown, ? extends T> unknown) {
            return unknown.apply(this);
        }
    }
}
