package io.heliograph.testkit.sms;

import io.heliograph.message.PhoneNumber;
import io.heliograph.sandbox.client.MessageQuery;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxException;
import io.heliograph.sandbox.client.SandboxMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What a test sees of a sandbox: the messages that its vendors have accepted, oldest first. Thread-safe.
 *
 * <p>A send that has returned is there; for one on another thread there are {@link #await} and {@link #awaitCode}.
 */
public final class SmsInbox {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final int MAX_TESTS = 10_000;
    private static final int FIRST_NUMBER = 1_000;
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final SandboxClient sandbox;
    private final MessageQuery scope;
    private final String prefix;
    private final AtomicInteger numbers = new AtomicInteger(FIRST_NUMBER);

    private SmsInbox(SandboxClient sandbox, MessageQuery scope, String prefix) {
        this.sandbox = sandbox;
        this.scope = scope;
        this.prefix = prefix;
    }

    /** Everything that a sandbox has. */
    public static SmsInbox of(SandboxClient sandbox) {
        return new SmsInbox(sandbox, MessageQuery.all(), newPrefix());
    }

    /** What a sandbox gets from now on, for a test that shares it with others. */
    public static SmsInbox from(SandboxClient sandbox) {
        List<SandboxMessage> before = sandbox.messages(MessageQuery.all());
        MessageQuery scope = before.isEmpty()
                ? MessageQuery.all()
                : MessageQuery.all().after(before.get(before.size() - 1).id());
        return new SmsInbox(sandbox, scope, newPrefix());
    }

    /** The messages to the numbers of one test, for tests that run in parallel. */
    static SmsInbox ofOwnNumbers(SandboxClient sandbox) {
        String prefix = newPrefix();
        return new SmsInbox(sandbox, MessageQuery.all().to(prefix + "*"), prefix);
    }

    /** A Thai prefix of four numbers' digits, because one of the vendors takes Thai numbers only. */
    private static String newPrefix() {
        return String.format(Locale.ROOT, "+668%04d", TESTS.getAndIncrement() % MAX_TESTS);
    }

    /** A mobile number that no other test of this JVM gets, and that asks the sandbox for nothing special. */
    public String newNumber() {
        return prefix + numbers.getAndIncrement();
    }

    /** The messages, oldest first. */
    public List<SandboxMessage> messages() {
        return sandbox.messages(scope);
    }

    /** The messages to a number in E.164, oldest first. */
    public List<SandboxMessage> messagesTo(String number) {
        return messages().stream().filter(each -> isTo(each, number)).toList();
    }

    static boolean isTo(SandboxMessage message, String number) {
        return PhoneNumber.findInternational(message.to()).equals(Optional.of(PhoneNumber.of(number)));
    }

    /**
     * Waits up to 5 seconds for a message to a number, and returns the oldest.
     *
     * @throws AssertionError with what the inbox has, if none came
     */
    public SandboxMessage await(String number) {
        return await(number, TIMEOUT);
    }

    /** As {@link #await(String)}, up to 60 seconds. */
    public SandboxMessage await(String number, Duration timeout) {
        return found("no message came to " + number + " in " + timeout, () -> sandbox.await(toNumber(number), timeout));
    }

    /**
     * Waits up to 5 seconds for a code of 4 to 8 digits in a message to a number, and returns the newest.
     *
     * @throws AssertionError with what the inbox has, if none came
     */
    public String awaitCode(String number) {
        return found("no code came to " + number + " in " + TIMEOUT, () -> sandbox.awaitCode(number, TIMEOUT));
    }

    private MessageQuery toNumber(String number) {
        return scope.to(PhoneNumber.of(number).e164());
    }

    private <T> T found(String otherwise, Supplier<T> waiting) {
        try {
            return waiting.get();
        } catch (SandboxException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            throw new AssertionError(otherwise + ". " + this);
        }
    }

    /** Adds what the inbox has to the failure of a test, so that every report of it shows that. */
    public void addTo(Throwable failure) {
        failure.addSuppressed(new InboxAtFailure(toString()));
    }

    /** It has no stack, because it hangs on the one of a failure. */
    private static final class InboxAtFailure extends Exception {
        private static final long serialVersionUID = 1L;

        InboxAtFailure(String inbox) {
            super(inbox, null, false, false);
        }
    }

    /** What the inbox has, a line for each message. */
    @Override
    public String toString() {
        return InboxLines.of(messages());
    }
}
