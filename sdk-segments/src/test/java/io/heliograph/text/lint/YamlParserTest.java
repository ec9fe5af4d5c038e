package io.heliograph.text.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class YamlParserTest {
    /** The texts as SnakeYAML reads them. */
    private static Map<String, String> expected(String yaml) {
        Map<String, String> texts = new LinkedHashMap<>();
        collect("", new Yaml().load(yaml), texts);
        return texts;
    }

    private static void collect(String path, Object value, Map<String, String> texts) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> collect(TextEntries.below(path, String.valueOf(key)), inner, texts));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(TextEntries.item(path, i), list.get(i), texts);
            }
        } else if (value instanceof String text) {
            texts.put(path, text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: Hello\nb: 'it''s'\nc: \"tab\\there\"\n",
                "sms:\n  otp: Your code is {0}\n  nested:\n    deep: x\nother: y\n",
                "# comment\n---\na: x # comment\nb: x#y\n\n\nc:   padded   \n",
                "a: one\n  two\n\n  three\nb: x\n",
                "a: 'one\n  two\n\n  three'\nb: x\n",
                "a: \"one \\\n  two\\n\n  three  \n  four\"\nb: x\n",
                "a: |\n  one\n    two\n\n  three\nb: x\n",
                "a: |-\n  one\n  two\n\nb: x\n",
                "a: |+\n  one\n\n\nb: x\n",
                "a: >\n  one\n  two\n\n  three\n    more\n  four\n\nb: x\n",
                "a: >-\n\n  one\n  two\nb: x\n",
                "a: >+\n  one\n\n",
                "a: |2\n    one\n  two\n",
                "a: |\nb: x\n",
                "a:\n- x\n- y: 1\n  z: text\n-\n  - inner\nb: x\n",
                "a:\n  - x\n  - 'y'\n  - |\n    block\n  - last\n",
                "- x\n- y\n",
                "a: 1\nb: 1.5\nc: true\nd: yes\ne: null\nf: ~\ng: 0x1F\nh: 12:30\ni: 2026-11-30\nj: off\nk:\nl: .5\nm: 1_000\n",
                "a: '1'\nb: \"true\"\nc: 3 left\nd: -x\ne: ?x\nf: 'x: y'\ng: http://a.example\nh: a - b\n",
                "\"a b\": x\n'c:d': y\nkey with blanks: z\nth: รหัส {0} “ok”\n",
                "a: \"\\u0e01\\x41\\U0001F600\\_\\N\\e\"\nb: \"\\\"\\\\\"\n",
                "a: {}\nb: []\nc: ''\n",
                "a: x\n...\n",
                "",
                "# only a comment\n"
            })
    void a_document_is_read_as_snakeyaml_reads_it(String yaml) {
        assertThat(Parsed.yaml(yaml)).isEqualTo(expected(yaml));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            a: x|b: {0} left~2 has a value that begins with {
            a: &anchor x~1 has a value that begins with &
            a: *alias~1 has a value that begins with *
            a: !tag x~1 has a value that begins with !
            a: [x, y]~1 has a value that begins with [
            <<: x~1 has a key that begins with
            a: x: y~1 has a colon in a text without quotes
            a: 'x~1 ends a text that begins on line 1
            a: 'x' y~1 goes on after the closing quote
            a: "\\q"~1 has an escape that YAML doesn't have
            a: "\\u12"~1 has a Unicode escape without 4 hexadecimal digits
            a: x|b: y|a: z~3 has the key a again, which is on line 1
            a: 'x'|   b: y~2 is indented unlike
            a:|    b: x|  c: y~3 is indented unlike
            a: x|just words~2 is no key with a colon
            a: x|---|b: y~2 begins another document
            a: | text~1 has a text after |
            just words~1 is no key with a colon
            a: - x~1 has a value that begins with -
            %YAML 1.2|---~1 has a directive
            """)
    void what_is_not_read_is_named_with_its_line(String yaml, String problem) {
        String text = yaml.equals("a: | text") ? yaml : yaml.replace('|', '\n');
        assertThat(Parsed.problem(() -> Parsed.yaml(text))).startsWith(problem);
    }

    @Test
    void a_tab_as_indentation_is_named() {
        assertThat(Parsed.problem(() -> Parsed.yaml("a:\n\tb: x"))).startsWith("2 is indented with a tab");
    }

    @Test
    void a_document_that_is_nested_without_end_is_refused() {
        StringBuilder yaml = new StringBuilder();
        for (int depth = 0; depth < 200; depth++) {
            yaml.append(" ".repeat(depth)).append("a:\n");
        }
        assertThat(Parsed.problem(() -> Parsed.yaml(yaml.toString()))).contains("nested deeper than 100 levels");
        assertThat(Parsed.problem(() -> Parsed.yaml("- ".repeat(200) + "x"))).contains("nested deeper than 100 levels");
    }

    @Test
    void a_text_begins_on_the_line_of_its_key() {
        TextEntries entries = new TextEntries(Path.of("file"));
        YamlParser.parse(List.of("a: 'x", "  y'", "", "b: |", "  z"), entries);

        assertThat(entries.all()).extracting(TextEntries.Entry::line).containsExactly(1, 4);
    }
}
