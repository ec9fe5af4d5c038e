package io.heliograph.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a text in GSM-7 without a change of meaning, so that it takes fewer parts.
 *
 * <p>The text is brought to NFC, and typographic quotes, dashes, spaces, ellipses, full-width forms, ligatures and
 * look-alikes of currency signs and symbols are replaced one by one; an exotic space becomes one space, and invisible
 * characters are removed. It is all or nothing: if a single character can't be replaced, or if the text would take more
 * parts, the text isn't changed. Letters keep their accents by default, and no letter becomes one of another script.
 *
 * <p>Immutable and thread-safe; takes time in proportion to the text.
 */
public final class SmartEncoding {
    /** The maximum number of combining marks on a character: the limit of Unicode's Stream-Safe Text Format. */
    private static final int MAX_MARKS = 30;

    private static final SmartEncoding TYPOGRAPHY = new SmartEncoding(false);
    private static final SmartEncoding WITHOUT_ACCENTS = new SmartEncoding(true);

    private final boolean withoutAccents;

    private SmartEncoding(boolean withoutAccents) {
        this.withoutAccents = withoutAccents;
    }

    /** Replaces typography only; letters keep their accents. */
    public static SmartEncoding typography() {
        return TYPOGRAPHY;
    }

    /**
     * Replaces typography, and removes accents that GSM-7 doesn't have: ê becomes e, ł becomes l, and é stays é.
     *
     * <p>Words can change their meaning, so ask native speakers.
     */
    public SmartEncoding withoutAccents() {
        return WITHOUT_ACCENTS;
    }

    /** Rewrites a text, counting by the standard. */
    public SmartEncodingResult apply(CharSequence text) {
        return apply(text, SegmentProfile.standard());
    }

    /** Rewrites a text, counting as a vendor does. */
    public SmartEncodingResult apply(CharSequence text, SegmentProfile profile) {
        String original = text.toString();
        Segments before = Segments.of(original, profile);
        if (before.encoding() == Encoding.GSM_7) {
            return SmartEncodingResult.unchanged(original, before);
        }
        StringBuilder rewritten = new StringBuilder(original.length());
        List<Replacement> replacements = new ArrayList<>();
        int replaced = 0;
        int end;
        for (int i = 0; i < original.length(); i = end) {
            end = pieceEnd(original, i);
            if (end == i + 1 && Gsm7.units(original.charAt(i)) > 0) {
                rewritten.append(original.charAt(i));
                continue;
            }
            String piece = original.substring(i, end);
            String gsm = inGsm(piece);
            if (gsm == null) {
                return SmartEncodingResult.unchanged(original, before);
            }
            rewritten.append(gsm);
            replaced++;
            if (replaced <= SmartEncodingResult.MAX_LISTED) {
                replacements.add(new Replacement(i, piece, gsm));
            }
        }
        Segments after = Segments.of(rewritten, profile);
        if (after.encoding() == Encoding.UCS_2 || after.parts() > before.parts()) {
            return SmartEncodingResult.unchanged(original, before);
        }
        return new SmartEncodingResult(rewritten.toString(), before, after, replaced, replacements);
    }

    /** The end of a character with its combining marks, which NFC may compose. */
    private static int pieceEnd(String text, int begin) {
        int end = begin + Character.charCount(text.codePointAt(begin));
        for (int marks = 0; end < text.length() && marks < MAX_MARKS; marks++) {
            int codePoint = text.codePointAt(end);
            if (!isMark(codePoint)) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private @Nullable String inGsm(String piece) {
        String replacement = replace(Normalizer.normalize(piece, Normalizer.Form.NFC));
        return replacement == null && withoutAccents ? AccentFolding.fewer(piece) : replacement;
    }

    private static @Nullable String replace(String composed) {
        StringBuilder replaced = new StringBuilder();
        int codePoint;
        for (int i = 0; i < composed.length(); i += Character.charCount(codePoint)) {
            codePoint = composed.codePointAt(i);
            String replacement = Gsm7.units(composed.charAt(i)) > 0
                    ? composed.substring(i, i + 1)
                    : TypographicSubstitutes.replacement(codePoint);
            if (replacement == null) {
                return null;
            }
            replaced.append(replacement);
        }
        return replaced.toString();
    }
}
