package io.heliograph.text.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonParserTest {
    @Test
    void texts_are_read_with_the_path_of_their_keys() {
        assertThat(Parsed.json("""
                        {"sms": {"otp": "Code {0}", "empty": {}, "lines": ["a", {"b": "c"}, [], ["d"]]},
                         "number": -1.5e3, "yes": true, "none": null, "": "x"}
                        """))
                .containsExactly(
                        entry("sms.otp", "Code {0}"),
                        entry("sms.lines[0]", "a"),
                        entry("sms.lines[1].b", "c"),
                        entry("sms.lines[3][0]", "d"),
                        entry("", "x"));
    }

    @Test
    void escapes_are_those_of_json() {
        assertThat(Parsed.json("{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0e01\\ud83d\\ude00\"}"))
                .containsEntry("a", "\"\\/\b\f\n\r\tก😀");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            ["a"]~1 isn't JSON: it needs an object
            {"a": "x"|"b": "y"}~2 isn't JSON: it needs a comma or }
            {"a" "x"}~1 isn't JSON: it needs a colon
            {a: "x"}~1 isn't JSON: it needs a key in double quotes
            {"a": "x",}~1 isn't JSON: it needs a key in double quotes
            {"a":|'x'}~2 isn't JSON: it needs a text in double quotes
            {"a": "x|"}~1 has a text whose closing quote is missing
            {"a": "x"~1 isn't JSON: it needs a comma or } where the file ends
            {"a": ["x" "y"]}~1 isn't JSON: it needs a comma or ]
            {"a": "\\x"}~1 has an escape that JSON doesn't have
            {"a": "\\u0x01"}~1 has a Unicode escape without 4 hexadecimal digits
            {"a": 01}~1 isn't JSON: it needs a text in double quotes
            {"a": truer}~1 isn't JSON: it needs a text in double quotes
            {"a": "x"} {}~1 isn't JSON: it needs the end of the file
            {"a": "x",|"a": "y"}~2 has the key a again, which is on line 1
            """)
    void what_is_wrong_is_named_with_its_line(String json, String problem) {
        assertThat(Parsed.problem(() -> Parsed.json(json.replace('|', '\n')))).startsWith(problem);
    }

    @Test
    void a_document_that_is_nested_without_end_is_refused() {
        assertThat(Parsed.problem(() -> Parsed.json("{\"a\": " + "[".repeat(10_000))))
                .contains("nested deeper than 100 levels");
        assertThat(Parsed.problem(() -> Parsed.json("{\"a\": \"\u0001\"}"))).contains("control character");
    }
}
