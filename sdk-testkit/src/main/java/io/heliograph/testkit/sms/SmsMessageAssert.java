package io.heliograph.testkit.sms;

import io.heliograph.sandbox.client.SandboxMessage;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about one message of a sandbox; a failed one shows it. Not thread-safe. */
public final class SmsMessageAssert extends AbstractAssert<SmsMessageAssert, SandboxMessage> {
    SmsMessageAssert(SandboxMessage message) {
        super(message, SmsMessageAssert.class);
    }

    /** Its text has a code of 4 to 8 digits. */
    public SmsMessageAssert containsCode() {
        isNotNull();
        return check(!actual.codes().isEmpty(), "a code of 4 to 8 digits in the text");
    }

    /** Its text has this code, however it is grouped there. */
    public SmsMessageAssert containsCode(String code) {
        isNotNull();
        return check(actual.codes().contains(code), "the code " + code + " in the text");
    }

    /** Its text is exactly this. */
    public SmsMessageAssert hasText(String text) {
        isNotNull();
        return check(actual.text().equals(text), "the text \"" + text + "\"");
    }

    /** Its text contains this. */
    public SmsMessageAssert containsText(String part) {
        isNotNull();
        return check(actual.text().contains(part), "a text that contains \"" + part + "\"");
    }

    /** It came through this provider. */
    public SmsMessageAssert via(String provider) {
        isNotNull();
        return check(actual.vendor().equals(provider), "a message through " + provider);
    }

    /** Its sender is this. */
    public SmsMessageAssert isFrom(String sender) {
        isNotNull();
        return check(actual.from().equals(Optional.of(sender)), "a message from " + sender);
    }

    /** The vendor charges so many segments. */
    public SmsMessageAssert hasSegments(int count) {
        isNotNull();
        return check(actual.segments() == count, InboxLines.segments(count));
    }

    /** It has arrived on the phone. */
    public SmsMessageAssert isDelivered() {
        isNotNull();
        return check(actual.status().equals("delivered"), "a delivered message");
    }

    private SmsMessageAssert check(boolean isMet, String expected) {
        if (!isMet) {
            throw failure("%nExpecting %s, but it is%n%s", expected, InboxLines.line(actual));
        }
        return this;
    }
}
