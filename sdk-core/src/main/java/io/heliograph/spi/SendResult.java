package io.heliograph.spi;

import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of one attempt at a provider. Immutable and thread-safe. */
public sealed interface SendResult {
    /**
     * Handles all three cases, so that none can be forgotten.
     *
     * @return what the function for this case returned, which may be null
     */
    <T extends @Nullable Object> T fold(
            Function<? super Accepted, ? extends T> onAccepted,
            Function<? super Rejected, ? extends T> onRejected,
            Function<? super Unknown, ? extends T> onUnknown);

    /**
     * The provider accepted the message; with {@link io.heliograph.message.MessageId#unknown} where a 2xx couldn't be
     * read.
     */
    record Accepted(Message message) implements SendResult {
        @Override
        public <T extends @Nullable Object> T fold(
                Function<? super Accepted, ? extends T> onAccepted,
                Function<? super Rejected, ? extends T> onRejected,
                Function<? super Unknown, ? extends T> onUnknown) {
            return onAccepted.apply(this);
        }
    }

    /**
     * The message was certainly not sent.
     *
     * @param failure why
     * @param recipients of a bulk call, those for whom the vendor rejected the whole call: the client sends to the others
     *     by one more call, with another key. Empty if the failure is about the whole call, and of a send to one
     */
    record Rejected(Failure failure, List<PhoneNumber> recipients) implements SendResult {
        public Rejected {
            recipients = List.copyOf(recipients);
        }

        public Rejected(Failure failure) {
            this(failure, List.of());
        }

        @Override
        public <T extends @Nullable Object> T fold(
                Function<? super Accepted, ? extends T> onAccepted,
                Function<? super Rejected, ? extends T> onRejected,
                Function<? super Unknown, ? extends T> onUnknown) {
            return onRejected.apply(this);
        }
    }

    /**
     * The message may have been sent: the response is missing, or doesn't say whether it was accepted.
     *
     * @param reason what happened, in words that are safe to log
     */
    record Unknown(String reason) implements SendResult {
        @Override
        public <T extends @Nullable Object> T fold(
                Function<? super Accepted, ? extends T> onAccepted,
                Function<? super Rejected, ? extends T> onRejected,
                Function<? super Unknown, ? extends T> onUnknown) {
            return onUnknown.apply(this);
        }
    }
}
