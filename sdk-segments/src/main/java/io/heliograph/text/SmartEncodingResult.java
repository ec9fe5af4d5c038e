package io.heliograph.text;

import java.util.List;

/**
 * The result of smart encoding.
 *
 * <p>Immutable and thread-safe. {@code toString} shows figures and no text.
 */
public final class SmartEncodingResult {
    /** The maximum number of replacements that {@link #replacements()} lists. */
    public static final int MAX_LISTED = 1_000;

    private final String text;
    private final Segments before;
    private final Segments after;
    private final int replaced;
    private final List<Replacement> replacements;

    SmartEncodingResult(String text, Segments before, Segments after, int replaced, List<Replacement> replacements) {
        this.text = text;
        this.before = before;
        this.after = after;
        this.replaced = replaced;
        this.replacements = List.copyOf(replacements);
    }

    static SmartEncodingResult unchanged(String text, Segments segments) {
        return new SmartEncodingResult(text, segments, segments, 0, List.of());
    }

    /** The text to send: in GSM-7, or the original. */
    public String text() {
        return text;
    }

    public boolean changed() {
        return replaced > 0;
    }

    /** The number of replacements. */
    public int replaced() {
        return replaced;
    }

    /** The replacements in order, the first 1,000 of them. */
    public List<Replacement> replacements() {
        return replacements;
    }

    /** The segments of the original. */
    public Segments before() {
        return before;
    }

    /** The segments of {@link #text()}. */
    public Segments after() {
        return after;
    }

    /** The number of parts saved; 0 or more. */
    public int segmentsSaved() {
        return before.parts() - after.parts();
    }

    /** The figures, without the text. */
    @Override
    public String toString() {
        return replaced + " replaced, " + segmentsSaved() + " segments saved: " + before + " -> " + after;
    }
}
