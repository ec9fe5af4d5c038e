package io.heliograph.testkit.sms;

import io.heliograph.sandbox.client.SandboxMessage;
import java.util.List;
import java.util.stream.Collectors;

/** Messages as a failed test shows them: a line for each, newest last. */
final class InboxLines {
    private static final int MAX = 20;
    private static final int MAX_TEXT = 60;

    private InboxLines() {}

    static String of(List<SandboxMessage> messages) {
        if (messages.isEmpty()) {
            return "The inbox is empty.";
        }
        int skipped = Math.max(0, messages.size() - MAX);
        return (messages.size() == 1 ? "The inbox has 1 message" : "The inbox has " + messages.size() + " messages")
                + (skipped > 0 ? ", of which the newest " + MAX + " are" : "")
                + ":\n"
                + messages.stream().skip(skipped).map(InboxLines::line).collect(Collectors.joining("\n"));
    }

    static String line(SandboxMessage message) {
        return "  " + message.vendor() + " to " + message.to()
                + message.from().map(from -> " from " + from).orElse("")
                + ", " + message.status()
                + message.error().map(error -> " (" + error + ")").orElse("")
                + ", " + segments(message.segments())
                + ": \"" + shortened(message.text()) + "\"";
    }

    static String segments(int count) {
        return count == 1 ? "1 segment" : count + " segments";
    }

    private static String shortened(String text) {
        String line = text.replace("\n", "\\n");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }
}
