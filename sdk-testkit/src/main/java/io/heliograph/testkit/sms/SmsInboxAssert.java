package io.heliograph.testkit.sms;

import io.heliograph.message.PhoneNumber;
import io.heliograph.sandbox.client.SandboxMessage;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a sandbox has got; a failed one shows all of it. Not thread-safe. */
public final class SmsInboxAssert extends AbstractAssert<SmsInboxAssert, SmsInbox> {
    SmsInboxAssert(SmsInbox inbox) {
        super(inbox, SmsInboxAssert.class);
    }

    /** No message came, to nobody. */
    public SmsInboxAssert isEmpty() {
        List<SandboxMessage> messages = messages();
        if (!messages.isEmpty()) {
            throw failure("%nExpecting no message at all.%n%s", InboxLines.of(messages));
        }
        return this;
    }

    /** So many messages came in all. */
    public SmsInboxAssert hasSize(int count) {
        List<SandboxMessage> messages = messages();
        if (messages.size() != count) {
            throw failure("%nExpecting %s.%n%s", count(count), InboxLines.of(messages));
        }
        return this;
    }

    /** No message came to this number in E.164. */
    public SmsInboxAssert hasNoMessageTo(String number) {
        messagesTo(number, 0);
        return this;
    }

    /** Exactly one message came to this number in E.164; what follows is about that message. */
    public SmsMessageAssert hasExactlyOneMessageTo(String number) {
        return new SmsMessageAssert(messagesTo(number, 1).get(0));
    }

    /** So many messages came to this number in E.164. */
    public SmsInboxAssert hasMessagesTo(String number, int count) {
        messagesTo(number, count);
        return this;
    }

    private List<SandboxMessage> messagesTo(String number, int count) {
        String e164 = PhoneNumber.of(number).e164();
        List<SandboxMessage> messages = messages();
        List<SandboxMessage> found =
                messages.stream().filter(each -> SmsInbox.isTo(each, e164)).toList();
        if (found.size() != count) {
            throw failure(
                    "%nExpecting %s to %s, but there %s %s.%n%s",
                    count(count), e164, found.size() == 1 ? "is" : "are", found.size(), InboxLines.of(messages));
        }
        return found;
    }

    private List<SandboxMessage> messages() {
        isNotNull();
        return actual.messages();
    }

    private static String count(int count) {
        return switch (count) {
            case 0 -> "no message";
            case 1 -> "exactly one message";
            default -> count + " messages";
        };
    }
}
