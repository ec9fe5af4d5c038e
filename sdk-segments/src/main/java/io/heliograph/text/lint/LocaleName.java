package io.heliograph.text.lint;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The locale of a file by its name, such as {@code messages_th_TH.properties}, {@code sms.en-GB.json} or {@code th/sms.yaml}. */
final class LocaleName {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final String TAG = "([a-z]{2})(?:[-_]([A-Z][a-z]{3}))?(?:[-_]([A-Z]{2}|[0-9]{3}))?";
    private static final Pattern WHOLE = Pattern.compile(TAG);
    private static final Pattern BEHIND = Pattern.compile(".*[-_.]" + TAG);

    private LocaleName() {}

    /** The language tag; empty if neither the file nor its folder has one. */
    static String of(Path file) {
        String name = String.valueOf(file.getFileName());
        int end = name.lastIndexOf('.');
        String base = end > 0 ? name.substring(0, end) : name;
        String tag = tag(WHOLE.matcher(base));
        if (tag.isEmpty()) {
            tag = tag(BEHIND.matcher(base));
        }
        Path folder = file.getParent();
        if (tag.isEmpty() && folder != null) {
            tag = tag(WHOLE.matcher(String.valueOf(folder.getFileName())));
        }
        return tag;
    }

    private static String tag(Matcher matcher) {
        if (!matcher.matches() || !LANGUAGES.contains(matcher.group(1))) {
            return "";
        }
        StringBuilder tag = new StringBuilder(matcher.group(1));
        for (int group = 2; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                tag.append('-').append(matcher.group(group));
            }
        }
        return tag.toString();
    }
}
