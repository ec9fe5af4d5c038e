package io.heliograph.testkit;

import java.util.List;

/** Texts that incorrect escaping, stripping, cutting or counting would lose or change. */
public final class TrickyTexts {
    private TrickyTexts() {}

    /** All of them: for {@code @MethodSource("io.heliograph.testkit.TrickyTexts#all")}. */
    public static List<String> all() {
        return List.of(
                "รหัสของคุณคือ 482910 ใช้ได้ 5 นาที",
                "আপনার কোড 482910",
                "👍🏽 family 👨‍👩‍👧 and flags 🇹🇭🇧🇩",
                "she said \"it's {\"json\": null}\"",
                "line one\nline two\r\nline three\ttab",
                "C:\\temp\\new \\u0041 \\\"",
                "separators\u2028and\u2029and a tab\t",
                "@£$¥èéùìòÇØøÅå ^{}[~]|€",
                "{{name}} stays as it is",
                " blanks around ",
                "<b>&amp;</b> / %20 +");
    }
}
