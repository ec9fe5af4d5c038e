package io.heliograph.event;

import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens during sends, on the threads that send; it must be thread-safe and quick.
 *
 * <p>What it throws is logged and changes nothing. Nothing that it gets names a recipient or holds a text, but for the
 * message in an {@link SendOutcome.Accepted}.
 */
public interface SmsEventListener {
    /** A send to one recipient begins on this thread, on which everything up to its {@link #sendEnded} is told. */
    default void sendStarted(IdempotencyKey key) {}

    /** It has ended, however it did; after all that is told of it, and once for each {@link #sendStarted}. */
    default void sendEnded(SendCompletion end) {}

    /**
     * A bulk send begins on this thread, on which everything up to its {@link #bulkEnded} is told. It is one send with one key:
     * its calls have attempts, and no {@link #sendStarted} of their own.
     */
    default void bulkStarted(IdempotencyKey key) {}

    /** One of its calls has ended; what it used is what all its recipients take together. */
    default void bulkPartEnded(SendCompletion end) {}

    /**
     * It has ended, however it did, once for each {@link #bulkStarted}.
     *
     * @param report null where it threw, for example because the key was used before
     */
    default void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {}

    /** A request to a provider is about to begin. */
    default void attemptStarted(IdempotencyKey key, String provider, int number) {}

    /** It has ended. */
    default void attemptEnded(IdempotencyKey key, Attempt attempt) {}

    /** The same provider is tried again after a wait. */
    default void retried(IdempotencyKey key, Attempt last, Duration wait) {}

    /** The next provider of the route is tried. */
    default void failedOver(IdempotencyKey key, String from, String to) {}

    /** The key was sent before, and its first result comes back; nothing was sent. */
    default void replayed(SendOutcome first) {}

    /** Nobody knows whether the message was sent; it isn't sent again. */
    default void unknown(SendOutcome.Unknown outcome) {}

    /** What was unknown is known: during the send, or later. */
    default void reconciled(SendOutcome outcome) {}

    /**
     * The store in memory was full, and has forgotten keys of callers before their time: a send with one of them is sent
     * anew. Told on a thread that sends, whoever gave the keys.
     *
     * @param keys how many were forgotten now
     */
    default void keysForgotten(int keys) {}

    /** A provider is used again, or isn't used for a while. */
    default void providerChanged(String provider, ProviderState state) {}
}
