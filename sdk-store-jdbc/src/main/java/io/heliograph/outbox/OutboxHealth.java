package io.heliograph.outbox;

import java.time.Duration;

/**
 * How an {@link Outbox} is doing. Immutable and thread-safe.
 *
 * @param waiting how many messages wait, those for a later time included
 * @param oldestWaiting for how long the oldest message that is due has been due; 0 if none is
 * @param sending how many are being sent
 * @param unresolved how many may have been sent, and aren't reconciled yet
 * @param dead how many dead letters there are
 */
public record OutboxHealth(long waiting, Duration oldestWaiting, long sending, long unresolved, long dead) {}
