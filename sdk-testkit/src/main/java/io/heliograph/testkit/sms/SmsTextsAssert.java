package io.heliograph.testkit.sms;

import io.heliograph.text.Encoding;
import io.heliograph.text.lint.CostlyCharacter;
import io.heliograph.text.lint.SmsText;
import io.heliograph.text.lint.SmsTexts;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the texts of message bundles and templates; a failed one lists the texts that break it, with their file and line. Each
 * fails too if there is no text at all. Not thread-safe.
 */
public final class SmsTextsAssert extends AbstractAssert<SmsTextsAssert, SmsTexts> {
    private static final int MAX_TEXTS = 20;
    private static final int MAX_CHARACTERS = 3;

    SmsTextsAssert(SmsTexts texts) {
        super(texts, SmsTextsAssert.class);
    }

    /** Each takes so many segments at most, with its placeholders filled. */
    public SmsTextsAssert haveAtMostSegments(int max) {
        String segments = max == 1 ? "1 segment" : max + " segments";
        return each("at most " + segments, text -> text.segments().parts() <= max);
    }

    /** Each is GSM-7, with its placeholders filled by GSM-7. */
    public SmsTextsAssert areGsm7() {
        return each("GSM-7", text -> text.segments().encoding() == Encoding.GSM_7);
    }

    /** Each can be sent: it has 255 segments at most, and no half of a surrogate pair and no control character. */
    public SmsTextsAssert areSendable() {
        return each("a text that can be sent", text -> text.segments().sendable());
    }

    private SmsTextsAssert each(String expected, Predicate<SmsText> condition) {
        isNotNull();
        List<SmsText> all = actual.all();
        List<SmsText> broken = all.stream().filter(condition.negate()).toList();
        if (all.isEmpty()) {
            throw failure("%nExpecting texts, but there is none: are these the right files and keys?");
        }
        if (!broken.isEmpty()) {
            throw failure(
                    "%nExpecting %s in each of %s, but %s of them %s:%n%s",
                    expected,
                    all.size() == 1 ? "1 text" : all.size() + " texts",
                    broken.size(),
                    broken.size() == 1 ? "isn't that" : "aren't that",
                    broken.stream().limit(MAX_TEXTS).map(SmsTextsAssert::line).collect(Collectors.joining("\n")));
        }
        return this;
    }

    private static String line(SmsText text) {
        String costly = text.costly().stream()
                .limit(MAX_CHARACTERS)
                .map(CostlyCharacter::toString)
                .collect(Collectors.joining(", "));
        return "  " + text + (costly.isEmpty() ? "" : "; UCS-2 by " + costly);
    }
}
