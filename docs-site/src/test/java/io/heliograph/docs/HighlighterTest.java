package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlighterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "java | new A(\"//x\"); // y | <span class=\"k\">new</span> <span class=\"t\">A</span>(<span class=\"s\">&quot;//x&quot;</span>); <span class=\"c\">// y</span>",
                "java | @Test void a1() | <span class=\"a\">@Test</span> <span class=\"k\">void</span> a1()",
                "sh | curl -s x#y # z | <span class=\"k\">curl</span> <span class=\"a\">-s</span> x#y <span class=\"c\"># z</span>",
                "properties | a.b-c=d | <span class=\"k\">a.b-c</span>=<span class=\"s\">d</span>",
                "yaml | a: true # b | <span class=\"k\">a</span>: <span class=\"n\">true</span> <span class=\"c\"># b</span>",
                "xml | <a b=\"c\"/> | <span class=\"k\">&lt;a</span> b=<span class=\"s\">&quot;c&quot;</span><span class=\"k\">/&gt;</span>",
                "json | {\"a\": \"b\", \"c\": 1} | {<span class=\"k\">&quot;a&quot;</span>: <span class=\"s\">&quot;b&quot;</span>, <span class=\"k\">&quot;c&quot;</span>: <span class=\"n\">1</span>}",
                "sql | select 'a' | <span class=\"k\">select</span> <span class=\"s\">'a'</span>",
                "fortran | a < b | a &lt; b"
            })
    void code_is_marked_by_its_language(String language, String code, String html) {
        assertThat(Highlighter.html(language, code)).isEqualTo(html);
    }
}
