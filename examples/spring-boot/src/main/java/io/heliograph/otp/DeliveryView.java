package io.heliograph.otp;

import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.tracking.Timeline;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The delivery as the page shows it: what is known, and what to do. Immutable; it holds no number and no code.
 *
 * @param provider the provider that has the message, or may have it; null if none has
 * @param ended whether the state is final
 */
record DeliveryView(Stage stage, @Nullable String provider, String words, boolean ended) {

    /**
     * Makes the view.
     *
     * @param outcome the outcome of the send; empty while it is under way
     * @param timelines finds the reports on an accepted message
     */
    static DeliveryView of(
            Optional<SendOutcome> outcome, Function<SendOutcome.Accepted, Optional<Timeline>> timelines) {
        return outcome.map(sendOutcome -> sendOutcome.<DeliveryView>fold(
                        accepted -> accepted(accepted, timelines.apply(accepted)),
                        DeliveryView::rejected,
                        DeliveryView::unknown))
                .orElseGet(() -> new DeliveryView(Stage.SENDING, null, "Sending your code…", false));
    }

    private static DeliveryView accepted(SendOutcome.Accepted accepted, Optional<Timeline> timeline) {
        String provider = accepted.message().provider();
        Status status = timeline.map(Timeline::status).orElse(accepted.message().status());
        if (status == Status.DELIVERED) {
            return new DeliveryView(Stage.DELIVERED, provider, "Your code is on your phone.", true);
        }
        if (status.isFailure()) {
            return new DeliveryView(
                    Stage.NOT_DELIVERED,
                    provider,
                    "Your phone couldn't be reached, and the message won't come any more. Is it switched on, and the number"
                            + " right? Then ask for a new code.",
                    true);
        }
        if (status == Status.UNCONFIRMED) {
            return new DeliveryView(
                    Stage.UNCONFIRMED,
                    provider,
                    "Nobody could tell us whether the message arrived. If it has, the code in it is good.",
                    true);
        }
        return new DeliveryView(Stage.SENT, provider, "Your code is on its way to your phone.", false);
    }

    private static DeliveryView rejected(SendOutcome.Rejected rejected) {
        return new DeliveryView(Stage.REFUSED, null, advice(rejected.errorType()), true);
    }

    private static String advice(ErrorType type) {
        return switch (type) {
            case INVALID_RECIPIENT, INVALID_REQUEST, RECIPIENT_BLOCKED ->
                "This number can't get text messages. Nothing was sent. Check it, or use another one.";
            case OPTED_OUT ->
                "This number gets no messages from us, as its owner has asked. Nothing was sent. Text START to us from it,"
                        + " or use another one.";
            case SPEND_LIMIT, RATE_LIMITED, QUOTA_EXCEEDED ->
                "Too many codes are asked for just now. Nothing was sent. Try again in a few minutes.";
            default -> "We can't send messages just now. Nothing was sent. Try again in a few minutes.";
        };
    }

    private static DeliveryView unknown(SendOutcome.Unknown unknown) {
        return new DeliveryView(
                Stage.MAYBE_SENT,
                unknown.provider().isEmpty() ? null : unknown.provider(),
                "Your code may have been sent: we got no answer, and don't send it again, so that you don't get it twice."
                        + " If it comes, it is good. If not, ask for a new one.",
                false);
    }
}
