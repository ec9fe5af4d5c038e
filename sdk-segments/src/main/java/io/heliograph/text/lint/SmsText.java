package io.heliograph.text.lint;

import io.heliograph.text.Encoding;
import io.heliograph.text.NonGsmCharacter;
import io.heliograph.text.Replacement;
import io.heliograph.text.Segments;
import io.heliograph.text.SmartEncoding;
import io.heliograph.text.SmartEncodingResult;
import java.util.List;
import java.util.Optional;

/**
 * A text of a message bundle or a template, and what it takes as an SMS with its placeholders filled.
 *
 * <p>Immutable and thread-safe. {@code toString} shows place and figures, and no text.
 */
public final class SmsText {
    private final String file;
    private final int line;
    private final String key;
    private final String locale;
    private final String raw;
    private final Template template;
    private final Segments segments;
    private final SmartEncodingResult smart;

    SmsText(String file, String locale, TextEntries.Entry entry, Assumptions assumptions) {
        this.file = file;
        this.locale = locale;
        line = entry.line();
        key = entry.key();
        raw = entry.text();
        template = new Template(raw, assumptions::of);
        segments = Segments.of(template.filled());
        smart = SmartEncoding.typography().apply(template.filled());
    }

    /** The file, as it was given. */
    public String file() {
        return file;
    }

    /** The line on which the text begins, from 1. */
    public int line() {
        return line;
    }

    /** The key: {@code sms.otp} for a text below {@code sms}, {@code sms.lines[0]} for an item of a list; empty for a whole file. */
    public String key() {
        return key;
    }

    /** The language tag in the file's name, or in that of its folder, such as {@code th} or {@code en-GB}; empty if neither has one. */
    public Optional<String> locale() {
        return locale.isEmpty() ? Optional.empty() : Optional.of(locale);
    }

    /** The text as the file has it. */
    public String text() {
        return raw;
    }

    /** The placeholders in their order. */
    public List<Placeholder> placeholders() {
        return template.placeholders();
    }

    /** The segments of the text with its placeholders filled. */
    public Segments segments() {
        return segments;
    }

    /** What smart encoding would make of the text with its placeholders filled. */
    public SmartEncodingResult smart() {
        return smart;
    }

    /** The units that are too many for one segment: septets in GSM-7, UTF-16 units in UCS-2; 0 if the text fits one. */
    public int unitsOverOne() {
        return segments.parts() == 1 ? 0 : segments.units() - (segments.encoding() == Encoding.GSM_7 ? 160 : 70);
    }

    /** The characters that make the text UCS-2, in order, the first 1,000 of them; empty for a text of GSM-7. */
    public List<CostlyCharacter> costly() {
        return segments.nonGsm().stream().map(this::costly).toList();
    }

    private CostlyCharacter costly(NonGsmCharacter character) {
        return new CostlyCharacter(character.codePoint(), template.origin(character.index()), replacement(character));
    }

    private Optional<String> replacement(NonGsmCharacter character) {
        for (Replacement each : smart.replacements()) {
            int end = each.index() + each.original().length();
            if (each.index() <= character.index() && character.index() < end) {
                return Optional.of(each.replacement());
            }
        }
        SmartEncodingResult alone = SmartEncoding.typography().apply(Character.toString(character.codePoint()));
        return alone.changed() ? Optional.of(alone.text()) : Optional.empty();
    }

    @Override
    public String toString() {
        return file + " line " + line + (key.isEmpty() ? "" : " " + key) + ": " + segments;
    }
}
