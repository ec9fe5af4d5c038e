package io.heliograph.event;

import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Listener for the events of sends, which is called on the sending threads; it must be thread-safe and fast.
 *
 * <p>Its exceptions are logged and change nothing. The events hold no number and no text, except the message in an {@link
 * SendOutcome.Accepted} and the request of a {@link SendCompletion}.
 */
public interface SmsEventListener {
    /** A send to one recipient begins on this thread, which publishes all its events up to {@link #sendEnded}. */
    default void sendStarted(IdempotencyKey key) {}

    /** The send has ended, with an outcome or an exception; its last event, once for each {@link #sendStarted}. */
    default void sendEnded(SendCompletion end) {}

    /**
     * A bulk send begins on this thread, which publishes all its events up to {@link #bulkEnded}. It is one send with one key:
     * its calls have attempts, but no {@link #sendStarted} of their own.
     */
    default void bulkStarted(IdempotencyKey key) {}

    /** A call of a bulk send has ended; its usage is that of all its recipients. */
    default void bulkPartEnded(SendCompletion end) {}

    /**
     * The bulk send has ended, with a report or an exception; once for each {@link #bulkStarted}.
     *
     * @param report null where it threw, for example because the key was used before
     */
    default void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {}

    /** An attempt at a provider is about to begin. */
    default void attemptStarted(IdempotencyKey key, String provider, int number) {}

    /** The attempt has ended. */
    default void attemptEnded(IdempotencyKey key, Attempt attempt) {}

    /** The same provider is retried after a wait. */
    default void retried(IdempotencyKey key, Attempt last, Duration wait) {}

    /** The next provider of the route is tried. */
    default void failedOver(IdempotencyKey key, String from, String to) {}

    /** The key was used before, and the first outcome is returned; nothing was sent. */
    default void replayed(SendOutcome first) {}

    /** It isn't known whether the message was sent; it isn't sent again. */
    default void unknown(SendOutcome.Unknown outcome) {}

    /** An unknown outcome was reconciled, during the send or later. */
    default void reconciled(SendOutcome outcome) {}

    /**
     * The store in memory was full, and has forgotten callers' keys early: a send with one of them is sent again. Published on
     * any sending thread.
     *
     * @param keys how many keys were forgotten now
     */
    default void keysForgotten(int keys) {}

    /** A provider's state has changed. */
    default void providerChanged(String provider, ProviderState state) {}
}
