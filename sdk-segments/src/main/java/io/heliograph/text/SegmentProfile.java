package io.heliograph.text;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A vendor's rules for counting segments, where they differ from the standard.
 *
 * <p>Immutable and thread-safe. Without changes it is the standard: 160 units of GSM-7 in a text of one part and 153 in each of
 * several (3GPP TS 23.040: the header that joins them takes 7), 70 and 67 of UCS-2, and 255 parts at most, which is what
 * the header's one-byte counter holds.
 */
public final class SegmentProfile {
    /** The maximum number of parts in any profile. */
    public static final int MAX_PARTS = 255;

    private static final SegmentProfile STANDARD = builder().build();

    private final Capacity gsm7;
    private final Capacity ucs2;
    private final int maxParts;
    private final int maxLength;
    private final LengthUnit lengthUnit;
    private final boolean byDivision;
    private final boolean wholeGraphemes;
    private final String prefix;

    private SegmentProfile(Builder builder) {
        gsm7 = builder.gsm7;
        ucs2 = builder.ucs2;
        maxParts = builder.maxParts;
        maxLength = builder.maxLength;
        lengthUnit = builder.lengthUnit;
        byDivision = builder.byDivision;
        wholeGraphemes = builder.wholeGraphemes;
        prefix = builder.prefix;
    }

    /** The 3GPP standard, with no limit but 255 parts. */
    public static SegmentProfile standard() {
        return STANDARD;
    }

    /** A builder that begins with the standard. */
    public static Builder builder() {
        return new Builder();
    }

    /** The units that fit a text of one part. */
    public int unitsPerSinglePart(Encoding encoding) {
        return capacity(encoding).singlePart();
    }

    /** The units that fit each part of a text of several. */
    public int unitsPerConcatenatedPart(Encoding encoding) {
        return capacity(encoding).concatenatedPart();
    }

    /** The vendor's maximum units of a text, without the prefix; empty if it has none. */
    public OptionalInt maxUnits(Encoding encoding) {
        int max = capacity(encoding).maxUnits();
        return max == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(max);
    }

    private Capacity capacity(Encoding encoding) {
        return encoding == Encoding.GSM_7 ? gsm7 : ucs2;
    }

    /** The vendor's maximum number of parts, 1 to 255. */
    public int maxParts() {
        return maxParts;
    }

    /** The vendor's maximum length of a text, in {@link #lengthUnit()}s and without the prefix; empty if it has none. */
    public OptionalInt maxLength() {
        return maxLength == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(maxLength);
    }

    /** The unit of {@link #maxLength()}. */
    public LengthUnit lengthUnit() {
        return lengthUnit;
    }

    /** Whether parts are counted by dividing the units, as if a pair could be split. */
    public boolean byDivision() {
        return byDivision;
    }

    /** Whether parts keep grapheme clusters whole. */
    public boolean wholeGraphemes() {
        return wholeGraphemes;
    }

    /** The prefix that the vendor adds to each text; empty if none. */
    public String prefix() {
        return prefix;
    }

    boolean limits(Encoding encoding) {
        return maxLength != Integer.MAX_VALUE || capacity(encoding).maxUnits() != Integer.MAX_VALUE;
    }

    boolean takes(String text, Encoding encoding, int units) {
        return lengthUnit.of(text, units) <= maxLength
                && units <= capacity(encoding).maxUnits();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentProfile that
                && gsm7.equals(that.gsm7)
                && ucs2.equals(that.ucs2)
                && maxParts == that.maxParts
                && maxLength == that.maxLength
                && lengthUnit == that.lengthUnit
                && byDivision == that.byDivision
                && wholeGraphemes == that.wholeGraphemes
                && prefix.equals(that.prefix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gsm7, ucs2, maxParts, maxLength, lengthUnit, byDivision, wholeGraphemes, prefix);
    }

    @Override
    public String toString() {
        return "GSM-7 " + gsm7 + ", UCS-2 " + ucs2 + ", at most " + maxParts + " parts"
                + (maxLength().isEmpty() ? "" : " and " + maxLength + " " + lengthUnit)
                + (byDivision ? ", by division" : "")
                + (wholeGraphemes ? ", graphemes kept whole" : "")
                + (prefix.isEmpty() ? "" : ", a prefix of " + prefix.length());
    }

    /** The unit of a limit on length. */
    public enum LengthUnit {
        /** UTF-16 units, as in {@link String#length()}: an emoji is two or more. */
        UTF_16_UNITS,
        /** Unicode code points: an emoji is one or more. */
        CODE_POINTS,
        /** The units of segments: septets in GSM-7, UTF-16 units in UCS-2. */
        SEGMENT_UNITS;

        String label() {
            return this == SEGMENT_UNITS ? "units" : "characters";
        }

        int of(String text, int units) {
            return switch (this) {
                case UTF_16_UNITS -> text.length();
                case CODE_POINTS -> text.codePointCount(0, text.length());
                case SEGMENT_UNITS -> units;
            };
        }
    }

    private record Capacity(int singlePart, int concatenatedPart, int maxUnits) {
        Capacity(int singlePart, int concatenatedPart) {
            this(singlePart, concatenatedPart, Integer.MAX_VALUE);
        }

        Capacity {
            if (concatenatedPart < 2 || singlePart < concatenatedPart) {
                throw new IllegalArgumentException(
                        "a concatenated part holds at least 2 units, and a single part no fewer than it; not "
                                + concatenatedPart + " and " + singlePart);
            }
        }

        @Override
        public String toString() {
            return singlePart + "/" + concatenatedPart + (maxUnits == Integer.MAX_VALUE ? "" : " up to " + maxUnits);
        }
    }

    /** Builds a profile; not thread-safe. */
    public static final class Builder {
        private Capacity gsm7 = new Capacity(160, 153);
        private Capacity ucs2 = new Capacity(70, 67);
        private int maxParts = MAX_PARTS;
        private int maxLength = Integer.MAX_VALUE;
        private LengthUnit lengthUnit = LengthUnit.UTF_16_UNITS;
        private boolean byDivision;
        private boolean wholeGraphemes;
        private String prefix = "";

        private Builder() {}

        /**
         * The units that fit a part in an encoding.
         *
         * @param singlePart of a text of one part; no fewer than {@code concatenatedPart}
         * @param concatenatedPart of each part of a text of several; at least 2, so that a pair fits
         * @throws IllegalArgumentException if they are out of range
         */
        public Builder capacity(Encoding encoding, int singlePart, int concatenatedPart) {
            int maxUnits = capacity(encoding).maxUnits();
            return with(encoding, new Capacity(singlePart, concatenatedPart, maxUnits));
        }

        /**
         * The vendor's maximum units in an encoding, where that isn't a number of parts.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxUnits(Encoding encoding, int units) {
            if (units < 1) {
                throw new IllegalArgumentException("a text has 1 unit or more, not " + units);
            }
            Capacity perPart = capacity(encoding);
            return with(encoding, new Capacity(perPart.singlePart(), perPart.concatenatedPart(), units));
        }

        private Capacity capacity(Encoding encoding) {
            return encoding == Encoding.GSM_7 ? gsm7 : ucs2;
        }

        private Builder with(Encoding encoding, Capacity capacity) {
            if (encoding == Encoding.GSM_7) {
                gsm7 = capacity;
            } else {
                ucs2 = capacity;
            }
            return this;
        }

        /**
         * The vendor's maximum number of parts.
         *
         * @throws IllegalArgumentException if it isn't 1 to 255
         */
        public Builder maxParts(int parts) {
            if (parts < 1 || parts > MAX_PARTS) {
                throw new IllegalArgumentException("a text has 1 to 255 parts, not " + parts);
            }
            maxParts = parts;
            return this;
        }

        /**
         * The vendor's maximum length of a text.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxLength(int length, LengthUnit unit) {
            if (length < 0) {
                throw new IllegalArgumentException("a length isn't negative, as " + length + " is");
            }
            maxLength = length;
            lengthUnit = unit;
            return this;
        }

        /** Counts parts as units divided by the capacity, as some vendors bill; the standard never splits a pair. */
        public Builder byDivision() {
            byDivision = true;
            return this;
        }

        /**
         * Keeps grapheme clusters whole: a Thai consonant with its marks, a flag, a family of emoji, CR LF.
         *
         * <p>A cluster larger than a part is still split. The JDK's Unicode version defines the clusters.
         */
        public Builder wholeGraphemes() {
            wholeGraphemes = true;
            return this;
        }

        /** The prefix that the vendor adds to each text, which takes space in the first part. */
        public Builder prefix(String text) {
            prefix = Objects.requireNonNull(text, "prefix");
            return this;
        }

        /**
         * Builds the profile.
         *
         * @throws IllegalArgumentException if parts are counted by division and graphemes are kept whole
         */
        public SegmentProfile build() {
            if (byDivision && wholeGraphemes) {
                throw new IllegalArgumentException("division can't keep graphemes whole");
            }
            return new SegmentProfile(this);
        }
    }
}
