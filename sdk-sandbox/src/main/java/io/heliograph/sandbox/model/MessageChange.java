package io.heliograph.sandbox.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A change that a developer makes to a message by hand. Immutable and thread-safe. */
public enum MessageChange {
    /** It is delivered now. */
    DELIVER,
    /** It fails now, for a reason that the vendor documents. */
    FAIL,
    /** What it has ahead comes later. */
    DELAY,
    /** No report of it is sent any more. */
    LOSE_REPORTS,
    /** The newest report is sent again. */
    REPEAT_REPORT,
    /** The reports that are left are sent when the last one is due, the last one first. */
    REVERSE_REPORTS;

    /** The name in HTTP requests, such as {@code lose-reports}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The change with a name in HTTP requests, if there is one. */
    public static Optional<MessageChange> ofWord(String word) {
        return Arrays.stream(values())
                .filter(change -> change.word().equals(word))
                .findFirst();
    }
}
