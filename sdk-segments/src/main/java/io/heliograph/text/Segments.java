package io.heliograph.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments of a text as an SMS: its encoding, and the parts that it is sent and billed in.
 *
 * <p>Immutable and thread-safe. Counting takes time in proportion to the text and allocates this object only; the
 * other values are computed when called, so it keeps a reference to the text. {@code toString} shows figures and no text.
 *
 * <p>By 3GPP TS 23.038 and 23.040, release 16 (looked up 2026-11). A text is GSM-7 if all of its characters are in the
 * default alphabet or the extension table, whose characters take an escape and count two; a single other character
 * makes all of it UCS-2. One part holds 160 or 70 units, each of several 153 or 67. Parts are filled one after the other
 * and never split an escape from its character or a surrogate pair. CR LF is two characters, an unpaired surrogate
 * is one unit, and an empty text is one part.
 */
public final class Segments {
    /** The maximum number of characters that {@link #nonGsm()} lists. */
    public static final int MAX_NON_GSM = 1_000;

    private final String text;
    private final SegmentProfile profile;
    private final Encoding encoding;
    private final int units;
    private final int parts;
    private final int unitsLeft;
    private final boolean fits;

    private Segments(String own, SegmentProfile profile) {
        this.profile = profile;
        text = profile.prefix().isEmpty() ? own : profile.prefix() + own;
        int septets = Gsm7.units(text);
        encoding = septets < 0 ? Encoding.UCS_2 : Encoding.GSM_7;
        units = septets < 0 ? text.length() : septets;
        int singlePart = profile.unitsPerSinglePart(encoding);
        int each = profile.unitsPerConcatenatedPart(encoding);
        if (units <= singlePart) {
            parts = 1;
            unitsLeft = singlePart - units;
        } else if (profile.byDivision() || isPlain()) {
            parts = (int) (((long) units + each - 1) / each);
            unitsLeft = (int) ((long) parts * each - units);
        } else {
            int begin = 0;
            int count = 1;
            for (int end = end(begin); end < text.length(); end = end(begin)) {
                begin = end;
                count++;
            }
            parts = count;
            unitsLeft = each - units(begin, text.length());
        }
        fits = parts <= profile.maxParts() && (!profile.limits(encoding) || profile.takes(own, encoding, ownUnits()));
    }

    /** Counts a text by the standard. */
    public static Segments of(CharSequence text) {
        return of(text, SegmentProfile.standard());
    }

    /** Counts a text as a vendor does. */
    public static Segments of(CharSequence text, SegmentProfile profile) {
        return new Segments(text.toString(), profile);
    }

    /** The text that was counted, with the profile's prefix if it has one. */
    public String text() {
        return text;
    }

    public Encoding encoding() {
        return encoding;
    }

    /** The number of parts; 1 or more, and more than 255 if the text is too long for any SMS. */
    public int parts() {
        return parts;
    }

    /** The units of the whole text: septets in GSM-7, UTF-16 units in UCS-2. */
    public int units() {
        return units;
    }

    /** The units that are left in the last part. */
    public int unitsLeft() {
        return unitsLeft;
    }

    /**
     * Whether the text is within 255 parts and the profile's limits on parts and length, and has none of the characters that
     * {@link TextValidation} finds, such as half a surrogate pair.
     */
    public boolean sendable() {
        return fits
                && (encoding == Encoding.GSM_7 // which has none of them
                        || TextValidation.problem(text).isEmpty());
    }

    /**
     * The error message for a text that is too long for a vendor with this profile: it has figures and no text.
     *
     * @param vendor the vendor's name
     * @return empty if it isn't too long
     */
    public Optional<String> tooLongFor(String vendor) {
        if (fits) {
            return Optional.empty();
        }
        if (parts > profile.maxParts()) {
            return Optional.of("takes " + parts + (parts == 1 ? " part (" : " parts (") + encoding + ", " + units
                    + (units == 1 ? " unit); " : " units); ") + vendor
                    + " takes at most " + profile.maxParts());
        }
        if (ownUnits() > profile.maxUnits(encoding).orElse(Integer.MAX_VALUE)) {
            return Optional.of("has " + ownUnits() + (ownUnits() == 1 ? " unit of " : " units of ") + encoding + "; "
                    + vendor + " takes at most " + profile.maxUnits(encoding).orElseThrow());
        }
        SegmentProfile.LengthUnit unit = profile.lengthUnit();
        String own = text.substring(profile.prefix().length());
        return Optional.of("has " + unit.of(own, ownUnits()) + " " + unit.label() + "; " + vendor + " takes at most "
                + profile.maxLength().orElseThrow());
    }

    /** The units of each part, in order; where the vendor counts by division, by that. */
    public List<Integer> unitsPerPart() {
        List<Integer> perPart = new ArrayList<>(parts);
        if (profile.byDivision()) {
            int each = profile.unitsPerConcatenatedPart(encoding);
            for (int part = 1; part < parts; part++) {
                perPart.add(each);
            }
            perPart.add(units - each * (parts - 1));
        } else {
            int begin = 0;
            for (int end : ends()) {
                perPart.add(units(begin, end));
                begin = end;
            }
        }
        return List.copyOf(perPart);
    }

    /**
     * The text of each part, in order; concatenated they are {@link #text()}.
     *
     * <p>Where the vendor counts by division, a pair across an end is in the part where it begins.
     */
    public List<String> split() {
        List<String> texts = new ArrayList<>(parts);
        int begin = 0;
        for (int end : ends()) {
            texts.add(text.substring(begin, end));
            begin = end;
        }
        return List.copyOf(texts);
    }

    /** The characters that forced UCS-2, in order, the first 1,000 of them; empty for a GSM-7 text. */
    public List<NonGsmCharacter> nonGsm() {
        List<NonGsmCharacter> found = new ArrayList<>();
        int codePoint;
        for (int i = 0; i < text.length() && found.size() < MAX_NON_GSM; i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (Gsm7.units(text.charAt(i)) == 0) {
                found.add(new NonGsmCharacter(codePoint, i));
            }
        }
        return List.copyOf(found);
    }

    /** The units without the prefix. */
    private int ownUnits() {
        return units - units(0, profile.prefix().length());
    }

    /** Whether each character is one unit and a part may end after any. */
    private boolean isPlain() {
        return encoding == Encoding.GSM_7 && units == text.length() && !profile.wholeGraphemes();
    }

    private int end(int begin) {
        int end = PartSplitter.end(text, begin, encoding, profile.unitsPerConcatenatedPart(encoding));
        return profile.wholeGraphemes() ? PartSplitter.graphemeEnd(text, begin, end) : end;
    }

    private int units(int begin, int end) {
        return encoding == Encoding.GSM_7 ? Gsm7.units(text, begin, end) : end - begin;
    }

    private int[] ends() {
        int[] ends = {text.length()};
        if (parts > 1 && profile.byDivision()) {
            return PartSplitter.divided(text, encoding, profile.unitsPerConcatenatedPart(encoding), parts);
        }
        if (parts > 1) {
            ends = new int[parts];
            int begin = 0;
            for (int part = 0; part < parts; part++) {
                begin = end(begin);
                ends[part] = begin;
            }
        }
        return ends;
    }

    /** The figures, without the text. */
    @Override
    public String toString() {
        return encoding + ", " + parts + (parts == 1 ? " part, " : " parts, ") + units
                + (units == 1 ? " unit, " : " units, ") + unitsLeft + " left" + (sendable() ? "" : ", not sendable");
    }
}
