package io.heliograph.testkit;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Changes the case of a vendor's status words, anywhere in a JSON document or a form. */
final class StatusWords {
    private static final Pattern WORD = Pattern.compile("(\"(?:status|state)\"\\s*:\\s*\")([A-Za-z][A-Za-z _-]*)(\")");

    private static final Pattern FIELD =
            Pattern.compile("((?:^|&)[a-z_.-]*(?:status|state)=)([a-z][a-z_-]*)(?=&|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("\"(?:status|state)\"\\s*:\\s*\"?-?[0-9]");

    private StatusWords() {}

    /** Whether the statuses of a JSON document are numbers, which have no case. */
    static boolean areNumbers(String document) {
        return NUMBER.matcher(document).find() && !WORD.matcher(document).find();
    }

    /**
     * The document with its status words in upper case, in lower case and capitalized; only the versions that differ.
     */
    static List<String> inOtherCases(String document) {
        boolean form =
                FIELD.matcher(document).find() && !document.stripLeading().startsWith("{");
        return Stream.<UnaryOperator<String>>of(
                        word -> word.toUpperCase(Locale.ROOT),
                        word -> word.toLowerCase(Locale.ROOT),
                        word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                                + word.substring(1).toLowerCase(Locale.ROOT))
                .map(writing -> (form ? FIELD : WORD).matcher(document).replaceAll(word -> rewritten(word, writing)))
                .filter(written -> !written.equals(document))
                .distinct()
                .toList();
    }

    private static String rewritten(MatchResult word, UnaryOperator<String> writing) {
        return Matcher.quoteReplacement(
                word.group(1) + writing.apply(word.group(2)) + (word.groupCount() > 2 ? word.group(3) : ""));
    }
}
