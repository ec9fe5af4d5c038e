package io.heliograph.docs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks comments, strings and the like in code, by classes of one letter; the code itself stays as it is. */
final class Highlighter {
    private static final String JAVA_STRING =
            "(\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)')";
    private static final String SHELL_STRING = "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^'\\n]*')";

    private static final Language JAVA = language(
            "(//[^\\n]*|/\\*[\\s\\S]*?\\*/)|" + JAVA_STRING
                    + "|(@\\w+)|\\b(abstract|boolean|break|byte|case|catch|char|class|continue"
                    + "|default|do|double|else|enum|extends|false|final|finally|float|for|if|implements|import|instanceof|int"
                    + "|interface|long|new|null|package|permits|private|protected|public|record|return|sealed|static|switch"
                    + "|synchronized|this|throw|throws|true|try|var|void|while|yield|fun|val|when|object|override)\\b"
                    + "|\\b([A-Z]\\w*)\\b|\\b(\\d[\\d_.]*)\\b",
            "c",
            "s",
            "a",
            "k",
            "t",
            "n");
    private static final Language SHELL = language(
            "((?<=^|\\s)#[^\\n]*)|" + SHELL_STRING + "|((?<=\\s)--?[a-zA-Z][\\w-]*)|(\\$\\{?\\w+}?|^[A-Z_]+(?==))"
                    + "|^((?:scripts/|\\./|curl|java|docker|git|kubectl|export)[\\w./-]*)",
            "c",
            "s",
            "a",
            "t",
            "k");
    private static final Language PROPERTIES =
            language("(^\\s*#[^\\n]*)|(^[\\w.-]+(?=\\s*=))|(?<==)([^\\n]*)", "c", "k", "s");
    private static final Language YAML = language(
            "((?<=^|\\s)#[^\\n]*)|(^\\s*(?:- )?[\\w.-]+(?=:))|" + SHELL_STRING + "|\\b(true|false)\\b",
            "c",
            "k",
            "s",
            "n");
    private static final Language XML =
            language("(<!--[\\s\\S]*?-->)|(</?[\\w.-]+|/?>)|" + SHELL_STRING, "c", "k", "s");
    private static final Language SQL = language(
            "(--[^\\n]*)|('[^'\\n]*')|\\b((?i:select|from|where|insert|into|values|update|set|delete|create|table|index|primary|key"
                    + "|not|null|and|or|grant|on|to|order|by|limit))\\b",
            "c",
            "s",
            "k");
    private static final Language JSON = language(
            "(\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))|(\"(?:[^\"\\\\]|\\\\.)*\")|\\b(true|false|null|\\d[\\d.]*)\\b",
            "k",
            "s",
            "n");

    private static final Map<String, Language> LANGUAGES = Map.of(
            "java", JAVA,
            "kotlin", JAVA,
            "sh", SHELL,
            "bash", SHELL,
            "properties", PROPERTIES,
            "yaml", YAML,
            "xml", XML,
            "sql", SQL,
            "json", JSON);

    /** What each group of the pattern is. */
    private record Language(Pattern pattern, List<String> classes) {}

    private Highlighter() {}

    private static Language language(String pattern, String... classes) {
        return new Language(Pattern.compile(pattern, Pattern.MULTILINE), List.of(classes));
    }

    /**
     * Code as HTML.
     *
     * @param name the language's name in the Markdown; an unknown one is escaped only
     */
    static String html(String name, String code) {
        Language language = LANGUAGES.get(name);
        if (language == null) {
            return Html.escape(code);
        }
        StringBuilder html = new StringBuilder(code.length() * 2);
        Matcher token = language.pattern().matcher(code);
        int end = 0;
        while (token.find()) {
            html.append(Html.escape(code.substring(end, token.start())));
            for (int group = 1; group <= token.groupCount(); group++) {
                if (token.group(group) != null) {
                    html.append("<span class=\"")
                            .append(language.classes().get(group - 1))
                            .append("\">")
                            .append(Html.escape(token.group(group)))
                            .append("</span>");
                }
            }
            end = token.end();
        }
        return html.append(Html.escape(code.substring(end))).toString();
    }
}
