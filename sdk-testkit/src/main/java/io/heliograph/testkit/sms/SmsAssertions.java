package io.heliograph.testkit.sms;

import io.heliograph.message.SendOutcome;
import io.heliograph.sandbox.client.SandboxMessage;
import io.heliograph.text.lint.SmsTexts;

/** AssertJ's assertions about SMS; {@code import static} them beside AssertJ's own {@code assertThat}. */
public final class SmsAssertions {
    private SmsAssertions() {}

    /** Assertions about what a sandbox has got. */
    public static SmsInboxAssert assertThat(SmsInbox inbox) {
        return new SmsInboxAssert(inbox);
    }

    /** Assertions about one message of a sandbox. */
    public static SmsMessageAssert assertThat(SandboxMessage message) {
        return new SmsMessageAssert(message);
    }

    /** Assertions about what became of a send. */
    public static SendOutcomeAssert assertThat(SendOutcome outcome) {
        return new SendOutcomeAssert(outcome);
    }

    /** Assertions about the texts of message bundles and templates, which nobody has sent yet. */
    public static SmsTextsAssert assertThat(SmsTexts texts) {
        return new SmsTextsAssert(texts);
    }
}
