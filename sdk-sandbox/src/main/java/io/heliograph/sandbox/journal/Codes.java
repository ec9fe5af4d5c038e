package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.spi.SimulatedMessage;
import java.util.List;
import java.util.regex.Pattern;

/** Finds one-time codes in texts. */
public final class Codes {
    // Not within a longer number, an amount, a time, an address or a phone number.
    private static final Pattern CODE =
            Pattern.compile("(?<![\\d+/])(?<!\\d[.,:-])(?:\\d{4,8}|\\d{3}-\\d{3})(?![\\d/])(?![.,:-]\\d)");

    private Codes() {}

    /** The codes of a message; none of an encrypted one. */
    public static List<String> in(SimulatedMessage message) {
        return message.isEncrypted() ? List.of() : in(message.text());
    }

    /** Whether a message has a code. */
    public static boolean areIn(KeptMessage kept) {
        return !in(kept.message()).isEmpty();
    }

    /** The codes of a text in order: 4 to 8 digits, which may be grouped as {@code 123-456}, without the hyphen. */
    public static List<String> in(String text) {
        return CODE.matcher(text)
                .results()
                .map(found -> found.group().replace("-", ""))
                .distinct()
                .toList();
    }
}
