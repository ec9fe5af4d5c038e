package io.heliograph.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A calculation of what a text would take at a provider that codes it with the tables of a national language.
 *
 * <p>It says what could be saved, not what a send takes: no provider of this library uses these tables today, and
 * {@link Segments} is what they count by. Immutable, thread-safe and without the text; counting takes linear time.
 *
 * <p>By 3GPP TS 23.038, Annex A, and TS 23.040, section 9.2.3.24.15 and 16, release 16 (looked up 2026-11): each part says
 * in its header which tables it uses, which takes room. With one table, 155 septets fit a text of one part and 149 each of
 * several; with two, 152 and 146.
 */
public final class NationalEstimate {
    private final NationalLanguage language;
    private final Tables tables;
    private final List<Integer> unitsPerPart;

    private NationalEstimate(NationalLanguage language, Tables tables, List<Integer> unitsPerPart) {
        this.language = language;
        this.tables = tables;
        this.unitsPerPart = unitsPerPart;
    }

    /**
     * The cheapest way to code a text with the tables of a language: fewest parts, then fewest units.
     *
     * @return empty if a character of the text is in none of its tables
     */
    public static Optional<NationalEstimate> of(CharSequence text, NationalLanguage language) {
        NationalEstimate best = null;
        for (Tables tables : language.locking().isEmpty() ? Tables.WITHOUT_LOCKING : Tables.ALL) {
            best = cheaper(best, estimate(text.toString(), language, tables));
        }
        return Optional.ofNullable(best);
    }

    /**
     * The cheapest way to code a text with the tables of any language.
     *
     * @return empty if a character of the text is in no table; two languages are never mixed
     */
    public static Optional<NationalEstimate> cheapest(CharSequence text) {
        NationalEstimate best = null;
        for (NationalLanguage language : NationalLanguage.values()) {
            best = cheaper(best, of(text, language).orElse(null));
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable NationalEstimate cheaper(
            @Nullable NationalEstimate best, @Nullable NationalEstimate other) {
        if (best == null || other == null) {
            return best == null ? other : best;
        }
        boolean fewer = other.parts() < best.parts()
                || (other.parts() == best.parts() && other.units() < best.units())
                || (other.parts() == best.parts()
                        && other.units() == best.units()
                        && other.unitsLeft() > best.unitsLeft());
        return fewer ? other : best;
    }

    private static @Nullable NationalEstimate estimate(String text, NationalLanguage language, Tables tables) {
        BitSet basic = CharacterTables.set(tables == Tables.SINGLE_SHIFT ? Gsm7.DEFAULT : language.locking());
        BitSet shifted = CharacterTables.set(tables == Tables.LOCKING ? Gsm7.EXTENSION : language.singleShift());
        List<Integer> perPart = new ArrayList<>();
        int all = 0;
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int units = basic.get(c) ? 1 : shifted.get(c) ? 2 : 0;
            if (units == 0) {
                return null;
            }
            if (used + units > tables.ofMany) {
                perPart.add(used);
                used = 0;
            }
            used += units;
            all += units;
        }
        perPart.add(used);
        return new NationalEstimate(language, tables, all <= tables.alone ? List.of(all) : List.copyOf(perPart));
    }

    public NationalLanguage language() {
        return language;
    }

    /** Which of the language's tables the text would be coded with. */
    public Tables tables() {
        return tables;
    }

    /** How many parts the text would take; 1 or more, and more than 255 if it is too long for any SMS. */
    public int parts() {
        return unitsPerPart.size();
    }

    /** The septets of the text, without the headers. */
    public int units() {
        return unitsPerPart.stream().mapToInt(Integer::intValue).sum();
    }

    /** The septets of each part, without the headers. */
    public List<Integer> unitsPerPart() {
        return unitsPerPart;
    }

    /** The septets that would still fit the last part. */
    public int unitsLeft() {
        return (parts() == 1 ? tables.alone : tables.ofMany) - unitsPerPart.get(parts() - 1);
    }

    @Override
    public String toString() {
        return language + " " + tables + ", " + parts() + (parts() == 1 ? " part, " : " parts, ") + units() + " units";
    }

    /** Which tables of a language replace those of GSM-7. */
    public enum Tables {
        /** The language's table in place of the extension table; its characters take an escape and count two. */
        SINGLE_SHIFT(155, 149),
        /** The language's table in place of the default alphabet; its characters count one. */
        LOCKING(155, 149),
        /** Both. */
        BOTH(152, 146);

        private static final List<Tables> ALL = List.of(values());
        private static final List<Tables> WITHOUT_LOCKING = List.of(SINGLE_SHIFT);

        private final int alone;
        private final int ofMany;

        Tables(int alone, int ofMany) {
            this.alone = alone;
            this.ofMany = ofMany;
        }
    }
}
