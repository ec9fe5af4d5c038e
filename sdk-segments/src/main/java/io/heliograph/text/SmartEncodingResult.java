package io.heliograph.text;

import java.util.List;

/**
 * What smart encoding made of a text.
 *
 * <p>Immutable and thread-safe. {@code toString} shows figures and no text.
 */
public final class SmartEncodingResult {
    /** The most replacements that {@link #replacements()} lists. */
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

    /** The text to send: all of it in GSM-7, or what it was. */
    public String text() {
        return text;
    }

    public boolean changed() {
        return replaced > 0;
    }

    /** How many pieces were replaced. */
    public int replaced() {
        return replaced;
    }

    /** What was replaced where, in order, the first 1,000 of them. */
    public List<Replacement> replacements() {
        return replacements;
    }

    /** What the text took as it was. */
    public Segments before() {
        return before;
    }

    /** What {@link #text()} takes. */
    public Segments after() {
        return after;
    }

    /** How many parts fewer the text takes; 0 or more. */
    public int segmentsSaved() {
        return before.parts() - after.parts();
    }

    /** The figures, without the text. */
    @Override
    public String toString() {
        return replaced + " replaced, " + segmentsSaved() + " segments saved: " + before + " -> " + after;
    }
}
