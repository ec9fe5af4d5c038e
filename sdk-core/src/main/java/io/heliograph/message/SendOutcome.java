package io.heliograph.message;

import java.util.List;
import java.util.function.Function;

/**
 * What came of a send: accepted, certainly refused, or not known.
 *
 * <p>Immutable, thread-safe and safe to log, but for {@link Failure#vendorText()} and {@link Message#rawJson()}.
 */
public sealed interface SendOutcome {
    /** The name of the logical send. */
    IdempotencyKey key();

    /** Every try at a provider, in order; empty if the send was refused before any. */
    List<Attempt> attempts();

    /** Whether this is the result of an earlier send with the same key, and nothing was sent now. */
    boolean replayed();

    /** Handles all three cases, so that none can be forgotten. */
    <T> T fold(
            Function<? super Accepted, ? extends T> accepted,
            Function<? super Rejected, ? extends T> rejected,
            Function<? super Unknown, ? extends T> unknown);

    /**
     * A provider took the message. That isn't its delivery.
     *
     * @param message what the provider holds
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
     * No provider took the message: it was certainly not sent.
     *
     * @param failure why the last provider that was asked, or the client itself, refused it
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
     * The message may have been sent: bytes went out, and no readable answer came. Sending it again may text twice.
     *
     * @param provider the provider that may hold the message; empty where it isn't known which was asked
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
