package io.heliograph.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a page, to compare its Markdown with its HTML. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern FENCE = Pattern.compile("(?m)^ *```[^`\\n]*$");
    private static final Pattern CODE =
            Pattern.compile("(?ms)^ *```[^`\\n]*\\n.*?^ *```$|(?<![`\\\\])(`+)(?!`)(?:(?!\\n\\n).)+?(?<!`)\\1(?!`)");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\([^)\\s]*\\)");
    private static final Pattern NUMBER_OF_ITEM = Pattern.compile("(?m)^ *\\d{1,2}\\. ");
    private static final Pattern ALLOWED_TAG = Pattern.compile("</?kbd>|<br ?/?>");
    private static final Pattern ARTICLE = Pattern.compile("<article>(.*)</article>", Pattern.DOTALL);
    private static final Pattern IMAGE = Pattern.compile("<img[^>]* alt=\"([^\"]*)\"[^>]*>");
    private static final Pattern DIAGRAM = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
    private static final Pattern PATH_OF_SOURCE = Pattern.compile(" \\(<code class=\"path\">[^<]*</code>\\)");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private Words() {}

    /** Without what CommonMark doesn't show: comments, destinations of links, numbers of list items, languages of code. */
    static List<String> ofMarkdown(String markdown) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (MatchResult code : CODE.matcher(markdown).results().toList()) {
            text.append(shown(markdown.substring(end, code.start())));
            text.append(FENCE.matcher(code.group()).replaceAll(" "));
            end = code.end();
        }
        return of(text.append(shown(markdown.substring(end))).toString());
    }

    private static String shown(String prose) {
        String text = COMMENT.matcher(prose).replaceAll(" ");
        text = ALLOWED_TAG.matcher(text).replaceAll(" ");
        return NUMBER_OF_ITEM.matcher(LINK.matcher(text).replaceAll("] ")).replaceAll(" ");
    }

    /** Of the page's article, without tags; a picture has its words. */
    static List<String> ofHtml(String html) {
        return of(text(html));
    }

    static String text(String html) {
        String article = ARTICLE.matcher(html)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        String prose = DIAGRAM.matcher(article).replaceAll(" "); // its source is below it
        prose = PATH_OF_SOURCE.matcher(prose).replaceAll(" "); // in the Markdown a link
        return unescape(TAG.matcher(IMAGE.matcher(prose).replaceAll(" $1 ")).replaceAll(" "));
    }

    /** The text that a browser shows of escaped HTML. */
    static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    /** Where the words differ first, with some words around; empty if they are the same. */
    static String difference(List<String> written, List<String> shown) {
        int at = 0;
        while (at < written.size() && at < shown.size() && written.get(at).equals(shown.get(at))) {
            at++;
        }
        return written.equals(shown) ? "" : around(at, written) + " became " + around(at, shown);
    }

    private static List<String> around(int at, List<String> words) {
        return words.subList(Math.max(0, at - 5), Math.min(words.size(), at + 5));
    }

    private static List<String> of(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
