package io.heliograph.cli.lint;

import io.heliograph.text.Encoding;
import io.heliograph.text.lint.SmsText;
import io.heliograph.text.lint.TextFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code lint} has found.
 *
 * @param limit the maximum number of segments; 0 for none
 * @param hasPattern whether only texts with some keys are wanted
 */
record LintResult(
        int limit,
        boolean isUcs2Failure,
        boolean hasPattern,
        int files,
        List<SmsText> texts,
        List<TextFileException> errors) {
    LintResult(int limit, boolean isUcs2Failure, boolean hasPattern, int files) {
        this(limit, isUcs2Failure, hasPattern, files, new ArrayList<>(), new ArrayList<>());
    }

    boolean isOverLimit(SmsText text) {
        return limit > 0 && text.segments().parts() > limit;
    }

    static boolean isUcs2(SmsText text) {
        return text.segments().encoding() == Encoding.UCS_2;
    }

    /** The failures, a line each. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        long over = texts.stream().filter(this::isOverLimit).count();
        long ucs2 = texts.stream().filter(LintResult::isUcs2).count();
        long unsendable =
                texts.stream().filter(text -> !text.segments().sendable()).count();
        if (hasPattern && texts.isEmpty() && errors.isEmpty()) {
            failures.add("no key matches --keys");
        }
        if (unsendable > 0) {
            failures.add(texts(unsendable) + " can't be sent");
        }
        if (over > 0) {
            failures.add(texts(over) + (over == 1 ? " takes" : " take") + " more than " + segments(limit));
        }
        if (isUcs2Failure && ucs2 > 0) {
            failures.add(texts(ucs2) + (ucs2 == 1 ? " is" : " are") + " UCS-2");
        }
        return failures;
    }

    boolean hasFailed() {
        return !errors.isEmpty() || !failures().isEmpty();
    }

    static String texts(long count) {
        return count == 1 ? "1 text" : count + " texts";
    }

    static String segments(int count) {
        return String.format(Locale.ROOT, count == 1 ? "%d segment" : "%d segments", count);
    }
}
