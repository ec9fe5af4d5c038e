package io.heliograph.sandbox;

import io.heliograph.sandbox.api.Reset;
import io.heliograph.sandbox.journal.Codes;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.InboxQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/**
 * What a test needs of a sandbox's messages. Waiting costs nothing and ends as soon as the message is there; it is by
 * recipient, key, text and the like and never by number, so that tests can run in parallel. Thread-safe.
 */
public final class SandboxMessages {
    private final Journal journal;
    private final Reset reset;

    SandboxMessages(Journal journal, Reset reset) {
        this.journal = journal;
        this.reset = reset;
    }

    /** The messages that fit, oldest first, in their current states. */
    public List<InboxMessage> find(InboxQuery filter) {
        Instant now = journal.clock().instant();
        return journal.messages().fitting(filter, now).stream()
                .map(kept -> kept.snapshot(now))
                .toList();
    }

    /**
     * The oldest message that fits, which may be there already.
     *
     * @param timeout how long to wait by the system's clock, whatever the sandbox's does; 0 doesn't wait
     * @throws NoSuchElementException when none came in time; it says how many messages fit each part of the filter
     * @throws IllegalStateException when the thread is interrupted
     */
    public InboxMessage await(InboxQuery filter, Duration timeout) {
        return await(filter, message -> true, false, timeout)
                .snapshot(journal.clock().instant());
    }

    /**
     * The code in the newest message to a recipient that has one: 4 to 8 digits, which may be grouped as {@code 123-456}.
     *
     * @param to the number, or with {@code *} at its end how it starts
     * @param timeout as in {@link #await}
     * @return the digits
     * @throws NoSuchElementException when none came in time
     * @throws IllegalStateException when the thread is interrupted
     */
    public String awaitCode(String to, Duration timeout) {
        KeptMessage found = await(InboxQuery.toNumber(to), Codes::areIn, true, timeout);
        return Codes.in(found.message()).get(0);
    }

    private KeptMessage await(InboxQuery filter, Predicate<KeptMessage> also, boolean newest, Duration timeout) {
        try {
            return journal.messages()
                    .await(filter, also, newest, timeout)
                    .orElseThrow(
                            () -> new NoSuchElementException(journal.messages().noneWithin(timeout, filter)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The wait for a message was interrupted.", e);
        }
    }

    /**
     * Removes the messages that fit. The vendors still know them, and their reports are still sent.
     *
     * @return the number of removed messages
     */
    public int delete(InboxQuery filter) {
        return journal.messages().remove(journal.messages().fitting(filter)).size();
    }

    /**
     * Forgets some recipients: their messages and the reports that are left, the messages from them, their opt-outs and the
     * sends that SDKs reported.
     *
     * @param to a number, or with {@code *} at its end how the numbers start
     */
    public void reset(String to) {
        reset.recipients(to);
    }
}
